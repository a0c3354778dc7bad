"""The proof of reachability agrees with trying every way of answering."""

from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.conditions import (
    All,
    Answers,
    AnyOf,
    Circumstances,
    Condition,
    CountAtLeast,
    Includes,
    Is,
    IsAnyOf,
    Not,
    NumberBetween,
    Value,
    holds,
)
from survey_app.questionnaire.definition import (
    Asked,
    Ending,
    Many,
    Number,
    One,
    Option,
    Questionnaire,
    Section,
)
from survey_app.questionnaire.proving import possible, steps
from tests.questionnaire.examples import loaded

WEB = Circumstances("", "")
CODES = ("a", "b", "c")
OPTIONS = tuple(Option(code=code, label=code, exclusive=code == "c") for code in CODES)
QUESTIONS: tuple[Asked, ...] = (
    One(id="R1", label="One", options=OPTIONS),
    Many(id="R2", label="Many", options=OPTIONS),
    Number(id="R3", label="Number", low=0, high=3),
    One(id="R4", label="Needed", options=OPTIONS, needed="Choose one."),
)
TESTS: list[st.SearchStrategy[Condition]] = [
    st.builds(Is, st.just("R1"), st.sampled_from(CODES))
    | st.builds(IsAnyOf, st.just("R1"), st.sets(st.sampled_from(CODES), min_size=1).map(tuple)),
    st.builds(Includes, st.just("R2"), st.sampled_from(CODES))
    | st.builds(CountAtLeast, st.just("R2"), st.integers(1, 3)),
    st.builds(NumberBetween, st.just("R3"), st.integers(-1, 3), st.integers(0, 4)),
    st.builds(Is, st.just("R4"), st.sampled_from(CODES)),
]


def conditions_before(position: int) -> st.SearchStrategy[Condition]:
    """Any condition on the questions before one position."""
    return st.recursive(
        st.one_of(*TESTS[:position]),
        lambda inner: st.one_of(
            st.builds(All, st.lists(inner, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Not, inner),
        ),
        max_leaves=4,
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """The four questions, each in a section, with conditions, offered options and stops drawn at random."""
    sections = [Section(id="s0", questions=(QUESTIONS[0],))]
    for position, question in enumerate(QUESTIONS[1:], start=1):
        before = conditions_before(position)
        when = draw(st.none() | before)
        if isinstance(question, One | Many) and draw(st.booleans()):
            first = replace(question.options[0], when=draw(before))
            question = replace(question, options=(first, *question.options[1:]))
        sections.append(Section(id=f"s{position}", when=when, questions=(question,)))
        if draw(st.booleans()):
            sections.append(Section(id=f"e{position}", when=draw(before), ends=Ending(title="Stop", text=())))
    return replace(loaded(), sections=tuple(sections))


def every_way(questionnaire: Questionnaire) -> Iterator[Answers]:
    """Every way of answering from start to end, one question after another, without any cleverness."""
    ways: list[tuple[Answers, bool]] = [({}, False)]
    for section in questionnaire.sections:
        following: list[tuple[Answers, bool]] = []
        for answers, stopped in ways:
            on_path = not stopped and (section.when is None or holds(section.when, answers, WEB))
            if on_path and section.questions:
                (question,) = section.questions
                following += [({**answers, question.id: value}, False) for value in _values(question, answers)]
            else:
                following.append((answers, stopped or (on_path and section.ends is not None)))
        ways = following
    return (answers for answers, stopped in ways)


def _values(question: Asked, answers: Answers) -> list[Value]:
    if isinstance(question, Number):
        return [None, 0, 1, 2, 3]
    assert isinstance(question, One | Many)
    offered = [option.code for option in question.options if not option.when or holds(option.when, answers, WEB)]
    if isinstance(question, One):
        return [*offered, *([] if question.needed else [None])]
    subsets = chain.from_iterable(combinations(offered, size) for size in range(1, 4))
    return [None, *(subset for subset in subsets if "c" not in subset or len(subset) == 1)]


@given(questionnaires(), conditions_before(4))
def test_the_proof_agrees_with_trying_every_way_of_answering(questionnaire: Questionnaire, goal: Condition) -> None:
    tried = any(holds(goal, answers, WEB) for answers in every_way(questionnaire))
    assert possible(goal, steps(questionnaire)) is tried


@pytest.mark.parametrize(("most", "found"), [(0, True), (3, True), (2, False)])
def test_a_limit_on_ticks_is_known_to_the_proof(most: int, found: bool) -> None:
    known = steps(loaded(("R4.most", most)))
    assert possible(CountAtLeast("R4", 3), known) is found


def test_a_search_over_many_options_stays_short() -> None:
    options: list[object] = [{"code": f"c{number}", "label": f"Way {number}"} for number in range(40)]
    extra = {"kind": "many", "id": "R12", "label": "Which?", "options": options}
    known = steps(loaded(("sections.+", {"id": "last", "questions": [extra]})))
    untouched = tuple(Not(Includes("R12", f"c{number}")) for number in range(40))
    assert possible(All((CountAtLeast("R12", 2), *untouched)), known, limit=2_000) is False
    assert possible(All((CountAtLeast("R12", 2), *untouched[1:-1])), known, limit=2_000) is True
