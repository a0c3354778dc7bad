"""The sentence of a cross-tab names the group that stands out most from everyone else, and makes no test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.breakdowns import Breakdown, Counted, disclose_groups
from survey_app.results.comparing import NONE_APART, NONE_LARGE, apart, comparison, differences
from survey_app.results.disclosure import FLOOR, Level

GROUPS = ["North", "South", "East"]
ANSWERS = ["Yes", "No"]
Pairs = list[tuple[int, int]]


def breakdown_of(pairs: Pairs, level: Level = Level.WORKING) -> Breakdown:
    """Groups of so many who say yes, and no."""
    groups = [Counted(yes + no, (yes, no)) for yes, no in pairs]
    total = Counted(sum(each.base for each in groups), (sum(yes for yes, _ in pairs), sum(no for _, no in pairs)))
    return disclose_groups(total, groups, Counted(0, (0, 0)), level)


def sentence_of(pairs: Pairs, level: Level = Level.WORKING) -> str:
    return comparison(GROUPS, ANSWERS, list(differences(breakdown_of(pairs, level), (0, 1))))


def test_a_group_is_compared_with_everyone_else_not_with_everybody() -> None:
    """80 of 100 in the north, 60 of 300 elsewhere; of everybody it would be 35 %."""
    words = sentence_of([(80, 20), (40, 160), (20, 80)])
    assert words.startswith(
        "Of those who replied in the group “North”, 80% answered “Yes”, against 20% of everyone else."
    )


def test_groups_of_under_100_people_are_not_compared() -> None:
    assert sentence_of([(99, 0), (0, 500)]) == NONE_LARGE
    assert sentence_of([(99, 0), (0, 99)]) == NONE_LARGE
    assert len(list(differences(breakdown_of([(100, 0), (0, 100)]), (0, 1)))) == 4


@pytest.mark.parametrize(("yes", "words"), [(55, "Of those"), (54, NONE_APART)])
def test_a_difference_is_spoken_of_from_5_points_exactly(yes: int, words: str) -> None:
    assert sentence_of([(yes, 100 - yes), (50, 50)]).startswith(words)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=3))
def test_the_largest_difference_is_named_and_each_one_counted(pairs: Pairs) -> None:
    found = list(differences(breakdown_of(pairs), (0, 1)))
    large = [each for each in found if apart(each)]
    words = comparison(GROUPS, ANSWERS, found)
    if not large:
        assert words in {NONE_LARGE, NONE_APART}
        return
    most = max(large, key=lambda each: each.size)
    assert f"“{GROUPS[most.group]}”" in words
    assert (f" {len(large) - 1:,} other" in words) == (len(large) > 1)


def test_of_what_is_hidden_a_sentence_says_nothing() -> None:
    """In the north 2 ticked the second answer, which is hidden; nor is it told as "everyone else" of the south."""
    groups = [Counted(150, (140, 2)), Counted(150, (140, 75))]
    made = disclose_groups(Counted(300, (280, 77)), groups, Counted(0, (0, 0)), Level.GUARDED, adds_up=False)
    found = list(differences(made, (0, 1)))
    assert "“No”, against 0% of everyone else." in comparison(GROUPS, ANSWERS, found)  # the control: 77 less 75
    assert "“No”, against few of everyone else." in comparison(GROUPS, ANSWERS, found, FLOOR)
    assert comparison(GROUPS, ANSWERS, [each for each in found if each.answer == 0]) == NONE_APART
    assert "no figure shown" in NONE_APART


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=3))
def test_a_viewers_sentence_is_made_of_shown_numbers_alone(pairs: Pairs) -> None:
    breakdown = breakdown_of(pairs, Level.GUARDED)
    shown = {
        number
        for column in (breakdown.everyone, *breakdown.groups)
        for number in (column.shown.base.count, *(cell.count for cell in column.shown.cells))
        if number is not None
    }
    for each in differences(breakdown, (0, 1)):
        assert set(each.inside) <= shown
        assert 0 <= each.outside[0] <= each.outside[1]
