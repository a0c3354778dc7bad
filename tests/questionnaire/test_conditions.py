"""The laws of the condition language, and what an answer that is not there means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import (
    All,
    Answers,
    AnyOf,
    ChannelIs,
    Circumstances,
    Condition,
    CountAtLeast,
    Flagged,
    Includes,
    Is,
    IsAnyOf,
    Named,
    Not,
    NumberBetween,
    VariantIs,
    holds,
    questions_in,
)
from tests.questionnaire.strategies import CODES, IDS, NUMBERS, answers, circumstances, conditions

WEB = Circumstances()


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Is("R1", "a"), "a", True),
        (Is("R1", "a"), "b", False),
        (IsAnyOf("R1", ("a", "b")), "b", True),
        (IsAnyOf("R1", ("a", "b")), "c", False),
        (IsAnyOf("R1", ()), "a", False),
        (Includes("R1", "a"), ("b", "a"), True),
        (Includes("R1", "a"), ("b",), False),
        (Includes("R1", "a"), "a", False),
        (CountAtLeast("R1", 2), ("a", "b"), True),
        (CountAtLeast("R1", 2), ("a",), False),
        (NumberBetween("R1", 1, 5), 1, True),
        (NumberBetween("R1", 1, 5), 5.0, True),
        (NumberBetween("R1", 1, 5), 5.1, False),
        (NumberBetween("R1", 1, 5), "3", False),
    ],
)
def test_a_condition_is_true_of_the_answers_it_names(condition: Condition, value: str, expected: bool) -> None:
    assert holds(condition, {"R1": value}, WEB) is expected


@given(
    st.one_of(
        st.builds(Is, IDS, CODES),
        st.builds(IsAnyOf, IDS, st.lists(CODES).map(tuple)),
        st.builds(Includes, IDS, CODES),
        st.builds(CountAtLeast, IDS, st.integers(1, 3)),
        st.builds(NumberBetween, IDS, NUMBERS, NUMBERS),
    ),
    st.booleans(),
)
def test_without_an_answer_a_condition_is_false_and_its_not_is_true(condition: Condition, asked: bool) -> None:
    blank: Answers = dict.fromkeys(questions_in(condition)) if asked else {}
    assert not holds(condition, blank, WEB)
    assert holds(Not(condition), blank, WEB)


@given(conditions(), answers(), circumstances())
def test_not_turns_a_condition_round_and_twice_gives_it_back(
    condition: Condition, given_answers: Answers, where: Circumstances
) -> None:
    truth = holds(condition, given_answers, where)
    assert holds(Not(condition), given_answers, where) is not truth
    assert holds(Not(Not(condition)), given_answers, where) is truth


@given(st.lists(conditions(), max_size=4), answers(), circumstances())
def test_all_and_any_are_every_and_some_and_mirror_each_other(
    several: list[Condition], given_answers: Answers, where: Circumstances
) -> None:
    truths = [holds(each, given_answers, where) for each in several]
    assert holds(All(tuple(several)), given_answers, where) is all(truths)
    assert holds(AnyOf(tuple(several)), given_answers, where) is any(truths)
    mirrored = Not(AnyOf(tuple(Not(each) for each in several)))
    assert holds(mirrored, given_answers, where) is all(truths)


@given(conditions(), answers(), circumstances())
def test_only_the_questions_that_a_condition_names_matter(
    condition: Condition, given_answers: Answers, where: Circumstances
) -> None:
    named = set(questions_in(condition))
    fewer = {key: value for key, value in given_answers.items() if key in named}
    assert holds(condition, fewer, where) is holds(condition, given_answers, where)


def test_wording_and_channel_are_asked_of_the_circumstances() -> None:
    paper = Circumstances(variant="pl", channel="paper")
    assert holds(All((VariantIs("pl"), ChannelIs("paper"))), {}, paper)
    assert not holds(AnyOf((VariantIs("en"), ChannelIs("web"))), {}, paper)
    assert holds(AnyOf((VariantIs("en"), ChannelIs("web"))), {}, WEB)


@pytest.mark.parametrize("unreplaced", [Named("helper"), Flagged("R1", "city")])
def test_what_loading_should_have_replaced_is_refused(unreplaced: Condition) -> None:
    with pytest.raises(LookupError, match="was not replaced"):
        holds(unreplaced, {}, WEB)
