"""Scores, bounds and limits that cannot be kept or counted."""

import pytest

from tests.questionnaire.examples import Edit, shown

FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("missing_score", "buses/R9/fairly_good", [("R9.options.1.score", None)]),
    ("missing_score", "walking-again/R7/bad", [("R7.options.1.score", None)]),
    ("score_on_no_answer", "buses/R9/not_used", [("R9.options.3.score", 0)]),
    ("scores_not_in_order", "buses/R9", [("R9.options.0.score", 1.5)]),
    ("scores_not_in_order", "buses/R9", [("R9.options.0.score", 2)]),
    ("middle_not_in_the_middle", "buses/R9/very_good", [("R9.options.0.middle", True)]),
    ("middle_not_in_the_middle", "walking-again/R7/bad", [("R7.options.1.middle", True)]),
    ("low_above_high", "area/R3", [("R3.low", 60), ("R3.bins", []), ("too-far.when.2", 60), ("too-far.when.3", 60)]),
    ("decimals_out_of_range", "area/R3", [("R3.decimals", 7)]),
    ("decimals_out_of_range", "area/R3", [("R3.decimals", -1)]),
    ("bins_not_ascending", "area/R3", [("R3.bins", [0, 5, 5])]),
    ("bin_outside_bounds", "area/R3", [("R3.bins", [0, 5, 51])]),
    ("limit_out_of_range", "buses/R10", [("R10.limit", 0)]),
    ("limit_out_of_range", "buses/R11", [("R11.limit", 4001)]),
    ("page_over_body_limit", "buses", [("R10.limit", 2000), ("R11.limit", 4000)]),
]


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_measure_that_cannot_be_kept_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    found = shown(*edits)
    assert (name, place) in found
    assert {each for each, _ in found} - {"dead_end", "unreachable_section"} == {name}


def test_one_longest_text_fits_a_page() -> None:
    assert shown(("R11.limit", 4000)) == set()


def test_a_question_without_scores_needs_none() -> None:
    assert shown(("R7.options.0.score", None), ("R7.options.1.score", None)) == set()
