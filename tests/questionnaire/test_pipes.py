"""Earlier answers in later words: what stands there, and which places are faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Circumstances, Value
from survey_app.questionnaire.definition import (
    Asked,
    Many,
    Number,
    One,
    Option,
    Questionnaire,
    Ranking,
    Section,
    ShortText,
    Start,
    Thanks,
)
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.pipes import ENDED, ISOLATED, is_isolated, isolated, piped, unpiped
from survey_app.web.templates import isolated as marked_up
from tests.questionnaire.examples import Edit, shown

OPTIONS = (Option(code="bus", label="the bus"), Option(code="other", label="Something else", detail="What"))
EARLIER: tuple[Asked, ...] = (
    One(id="Q1", label="How?", options=OPTIONS),
    Many(id="Q2", label="Which?", options=OPTIONS),
    ShortText(id="Q3", label="What?"),
    Number(id="Q4", label="How many?", low=0, high=9, unit="miles"),
    Money(id="Q5", label="How much?", high=9),
    Ranking(id="Q6", label="What first?", options=OPTIONS, most=2),
)


def said(words: str, answers: dict[str, Value]) -> str:
    """A label with answers in it."""
    later = One(id="Q9", label=words, options=(Option(code="yes", label=f"Yes: {words}"),))
    sections = (Section(id="a", questions=EARLIER), Section(id="b", questions=(later,)))
    start = Start(about=(), minutes=1, kilobytes=1, privacy=())
    questionnaire = Questionnaire(title="", audience="staff", start=start, thanks=Thanks(next=()), sections=sections)
    made = piped(later, answers, Circumstances(), questionnaire)
    assert isinstance(made, One)
    assert made.options[0].label == f"Yes: {made.label}"
    return made.label


@pytest.mark.parametrize(
    ("words", "answers", "expected"),
    [
        ("Was {Q1} late?", {"Q1": "bus"}, "Was the bus late?"),
        ("Was {Q1|it} late?", {"Q1": None}, "Was it late?"),
        ("Was {Q1|it} late?", {}, "Was it late?"),
        ("Was {Q1} late?", {"Q1": "other", "Q1-detail": "a tram"}, f"Was {ISOLATED}a tram{ENDED} late?"),
        ("Was {Q1} late?", {"Q1": "other"}, "Was Something else late?"),
        ("Why {Q2}?", {"Q2": ("bus", "other")}, "Why the bus, Something else?"),
        ("Why {Q3}?", {"Q3": "a\n b"}, f"Why {ISOLATED}a b{ENDED}?"),
        ("Why {Q4}?", {"Q4": 3}, "Why 3 miles?"),
        ("Why {Q5}?", {"Q5": 2.5}, "Why £2.50?"),
        ("Why {Q6.1}?", {"Q6.1": "bus"}, "Why the bus?"),
    ],
)
def test_an_earlier_answer_stands_in_later_words(words: str, answers: dict[str, Value], expected: str) -> None:
    assert said(words, answers) == expected


@given(st.text(), st.sampled_from(["Why {Q3|that}?", "{Q3|that}"]))
def test_typed_words_are_escaped_and_cannot_end_their_own_direction(typed: str, words: str) -> None:
    made = said(words, {"Q3": typed})
    html = str(marked_up(made))
    assert html.count("<bdi") == html.count("</bdi>") == made.count(ISOLATED) == made.count(ENDED)
    if ISOLATED in made:
        assert "<" not in html.replace('<bdi dir="auto">', "").replace("</bdi>", "")


def test_typed_words_are_shortened_and_told_from_others() -> None:
    assert len(isolated("word " * 100)) < 90
    assert isolated(" \n") == ""
    assert is_isolated(ShortText(id="Q1", label=isolated("x")))
    assert not is_isolated(ShortText(id="Q1", label="x"))


def test_for_nobody_in_particular_the_declared_words_stand_there() -> None:
    assert unpiped(ShortText(id="Q1", label="Was {Q1|it} {Q2}?")).label == "Was it …?"


FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("pipe_unknown", "buses/R9", [("R9.label", "How good is {R99|it}?")]),
    ("pipe_unknown", "buses/R9", [("R9.label", "How good is {R7.sun|it}?")]),
    ("pipe_not_earlier", "buses/R9", [("R9.label", "How good is {R10|it}?")]),
    ("unfit_pipe", "health/E1", [("E1.label", "Is {R11|it} good?")]),
    ("unfit_pipe", "buses/R9", [("R9.label", "How good is {R7|it}?")]),
    ("pipe_without_words", "buses/R9", [("R9.label", "How good is {R4}?")]),
    ("pipe_misplaced", "buses", [("buses.title", "About {R4|it}")]),
    ("stray_brace", "buses/R9", [("R9.label", "How good is {R4|it?")]),
]


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_place_that_no_answer_can_fill_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    assert (name, place) in shown(*edits)


def test_a_question_that_everybody_has_answered_needs_no_other_words() -> None:
    assert shown(("R9.label", "How good are buses in {R2}?")) == set()
    assert shown(("R9.hint", "You said {R3|something}.")) == set()
