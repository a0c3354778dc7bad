"""Two keyings of one form side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.assisted.differences import Count, compared, enough
from survey_app.respond.assisted.second_keying import sample_size
from tests.respond.assisted.paper import FILLED, FORM

BOXES = all_boxes(FORM)
TYPED = st.dictionaries(
    st.sampled_from([box.key for box in BOXES]), st.sampled_from(["", "1", "2", "1 2", "r", "m", "x", "9"]) | st.text()
)


def test_the_same_form_agrees_in_every_box_that_holds_anything() -> None:
    found = compared(BOXES, FILLED, FILLED)
    assert found.agreed
    assert sum(each.twice for each in found.counts.values()) == len(FILLED)
    assert found.counts["Q6"] == Count(2, 2)


@pytest.mark.parametrize(("first", "second"), [("1 3", "3,1"), ("r", "R"), (" 2", "2"), ("9", "9 ")])
def test_how_it_was_written_is_no_difference(first: str, second: str) -> None:
    assert compared(BOXES, {"Q3": first}, {"Q3": second}).agreed


def test_spaces_and_capitals_are_no_difference_in_words() -> None:
    assert compared(BOXES, {"Q9": "Longer  hours"}, {"Q9": "longer hours"}).agreed


@pytest.mark.parametrize(("first", "second"), [("1", "2"), ("1", ""), ("r", "m"), ("r", ""), ("8", "9"), ("1 2", "1")])
def test_what_differs_is_named_and_counted(first: str, second: str) -> None:
    found = compared(BOXES, {"Q3": first}, {"Q3": second})
    assert [box.key for box in found.differing] == ["Q3"]
    assert found.counts == {"Q3": Count(1, 0)}


def test_boxes_that_both_left_empty_are_not_counted() -> None:
    assert compared(BOXES, {"Q1": ""}, {}).counts == {}


@given(TYPED, TYPED)
def test_it_does_not_matter_who_was_first(first: dict[str, str], second: dict[str, str]) -> None:
    one, other = compared(BOXES, first, second), compared(BOXES, second, first)
    assert (one.counts, one.differing) == (other.counts, other.differing)
    assert compared(BOXES, first, first).agreed


@pytest.mark.parametrize(("count", "stands"), [(Count(0, 0), True), (Count(100, 98), True), (Count(100, 97), False)])
def test_under_98_in_100_is_too_seldom(count: Count, *, stands: bool) -> None:
    assert enough(count) is stands


@pytest.mark.parametrize(("forms", "chosen"), [(0, 0), (1, 1), (10, 1), (11, 2), (100, 10)])
def test_one_form_in_ten_is_keyed_twice_and_one_at_least(forms: int, chosen: int) -> None:
    assert sample_size(forms) == chosen
