"""Conditions that look nowhere, forwards, or at what is not there."""

import pytest

from survey_app.questionnaire.places import Plain
from tests.questionnaire.examples import shown

FAULTS: list[tuple[str, Plain]] = [
    ("unknown_question", ["is", "R66", "yes"]),
    ("unknown_question", ["not", ["includes", "R66", "yes"]]),
    ("own_section", ["is", "R9", "bad"]),
    ("forward_reference", ["is", "E0", "yes"]),
    ("unknown_code", ["is", "R1", "nobody"]),
    ("unknown_code", ["is_any_of", "R1", ["alone", "nobody"]]),
    ("unknown_code", ["includes", "R4", "fly"]),
    ("unknown_code", ["is", "R6.shade", "fairly"]),
    ("unknown_item", ["is", "R6.sun", "very"]),
    ("unknown_item", ["is", "R1.sun", "very"]),
    ("unfit_condition", ["includes", "R1", "alone"]),
    ("unfit_condition", ["count_at_least", "R1", 1]),
    ("unfit_condition", ["is", "R4", "walk"]),
    ("unfit_condition", ["is", "R3", "5"]),
    ("unfit_condition", ["is", "R6", "very"]),
    ("unfit_condition", ["number_between", "R1", 1, 2]),
    ("count_out_of_range", ["count_at_least", "R4", 0]),
    ("count_out_of_range", ["count_at_least", "R4", 5]),
    ("empty_range", ["number_between", "R3", 5, 1]),
    ("empty_condition", ["all", []]),
    ("empty_condition", ["any", [["is", "R1", "alone"], ["any", []]]]),
    ("empty_condition", ["is_any_of", "R1", []]),
]

SPOTS = [
    ("buses.when", "buses"),
    ("R11.when", "buses/R11"),
    ("R9.options.2.when", "buses/R9/bad"),
]


@pytest.mark.parametrize(("path", "place"), SPOTS)
@pytest.mark.parametrize(("name", "condition"), FAULTS)
def test_a_condition_that_leads_nowhere_is_a_fault(name: str, condition: Plain, path: str, place: str) -> None:
    assert shown((path, condition)) == {(name, place)}


def test_a_row_and_a_rewording_have_conditions_too() -> None:
    assert shown(("R6.items.0.when", ["is", "R9", "bad"])) == {("forward_reference", "walking/R6/shade")}
    assert shown(("R2.rewordings.0.when", ["is", "R9", "bad"])) == {("forward_reference", "area/R2")}


def test_a_text_has_no_codes_to_ask_about() -> None:
    assert shown(("health.when", ["is", "R11", "yes"])) == {("unfit_condition", "health")}
    assert shown(("health.when", ["is", "R8", "yes"])) == {("unfit_condition", "health")}
