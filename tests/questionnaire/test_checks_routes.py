"""Sections, questions, options and wordings that nobody can reach, and surveys that nobody can send."""

import pytest

from survey_app.questionnaire.checks_routes import route_faults
from survey_app.questionnaire.places import Plain
from tests.questionnaire.examples import Edit, loaded, shown

NEVER: list[Plain] = [
    ["all", [["is", "R1", "alone"], ["is", "R1", "proxy"]]],
    ["all", [["is", "R1", "alone"], ["not", ["is_any_of", "R1", ["alone", "helped"]]]]],
    ["all", [["not", ["is", "R1", "alone"]], ["not", ["is_any_of", "R1", ["helped", "proxy"]]]]],
    ["all", [["includes", "R4", "none"], ["includes", "R4", "walk"]]],
    ["all", [["includes", "R4", "dont_know"], ["count_at_least", "R4", 2]]],
    ["count_at_least", "R4", 4],
    ["all", [["number_between", "R3", 1, 2], ["number_between", "R3", 2.1, 3]]],
    ["number_between", "R3", 41, 45],
    ["all", [["is", "R6.shade", "very"], ["not", ["includes", "R4", "walk"]]]],
    ["all", [["is", "R5", "walk"], ["not", ["includes", "R4", "walk"]]]],
    ["all", [["is", "R5", "equal"], ["includes", "R4", "none"]]],
    ["all", [["variant", "pl"], ["variant", "ur"]]],
    ["all", [["channel", "paper"], ["not", ["channel", "paper"]]]],
    ["all", [["is", "R7.shade", "good"], ["is", "R6.shade", "slightly"]]],
]

SOMETIMES: list[Plain] = [
    ["all", [["not", ["is", "R1", "alone"]], ["not", ["is", "R1", "proxy"]]]],
    ["all", [["count_at_least", "R4", 3], ["not", ["includes", "R4", "walk"]]]],
    ["all", [["number_between", "R3", 1, 2], ["number_between", "R3", 2, 3]]],
    ["all", [["not", ["number_between", "R3", 0, 39.8]], ["number_between", "R3", 0, 40]]],
    ["all", [["is", "R5", "bus"], ["includes", "R4", "bus"]]],
    ["all", [["is_any_of", "R7.a1", ["good"]], ["is", "R6.shade", "very"], ["is", "R2", "north"]]],
    ["all", [["variant", "pl"], ["channel", "paper"], ["not", ["is", "R5", "bus"]]]],
]


@pytest.mark.parametrize("condition", NEVER)
def test_a_section_that_no_answers_lead_to_is_a_fault(condition: Plain) -> None:
    assert shown(("health.when", condition)) == {("unreachable_section", "health")}


@pytest.mark.parametrize("condition", SOMETIMES)
def test_a_section_that_some_answers_lead_to_is_none(condition: Plain) -> None:
    assert shown(("health.when", condition)) == set()


FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("unreachable_question", "buses/R10", [("R10.when", NEVER[0])]),
    ("unreachable_question", "walking-again/R7", [("R7.when", ["not", ["includes", "R4", "walk"]])]),
    ("unreachable_option", "buses/R9/bad", [("R9.options.2.when", NEVER[0])]),
    ("unreachable_item", "walking-again/R7/shade", [("R7.items.0.when", NEVER[3])]),
    ("unreachable_rewording", "ways/R4", [("R4.rewordings", [{"when": NEVER[0], "label": "How?"}])]),
    ("unreachable_rewording", "ways/R4", [("R4.rewordings", [
        {"when": ["is_any_of", "R1", ["alone", "proxy"]], "label": "How?"},
        {"when": ["is", "R1", "proxy"], "label": "How else?"},
    ])]),
    ("dead_end", "too-far", [("too-far.when", None)]),
    ("dead_end", "too-far", [("too-far.when", ["any", [["is", "R1", "alone"], ["not", ["is", "R1", "alone"]]]])]),
    ("dead_end", "too-far", [("too-far.when", ["is_any_of", "R1", ["alone", "helped", "proxy"]])]),
    ("nothing_left_to_choose", "favourite/R5", [("R5.options", []), ("favourite.when", None)]),
    ("nothing_left_to_choose", "walking-again/R7", [
        ("R7.items_from", ""), ("R7.shuffle_as", ""), ("R7.items.0.when", ["is", "R1", "proxy"]),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_what_nobody_can_reach_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    assert shown(*edits) == {(name, place)}


def test_options_chosen_before_suffice_where_enough_were_ticked() -> None:
    second = {"code": "equal", "label": "All the same", "when": ["is", "R1", "proxy"]}
    assert shown(("R5.options", [second])) == set()


def test_a_blank_is_a_way_of_answering_unless_the_question_is_needed() -> None:
    not_any: Plain = ["not", ["is_any_of", "R9", ["very_good", "fairly_good", "bad", "not_used"]]]
    assert shown(("health.when", not_any)) == set()
    assert shown(("health.when", not_any), ("R9.needed", "Choose one.")) == {("unreachable_section", "health")}


def test_a_needed_many_choice_has_a_tick() -> None:
    codes = ["walk", "cycle", "bus", "other", "none", "dont_know"]
    not_any: Plain = ["all", [["not", ["includes", "R4", code]] for code in codes]]
    assert shown(("health.when", not_any)) == set()
    assert shown(("health.when", not_any), ("R4.needed", "Tick one.")) == {("unreachable_section", "health")}


def test_what_cannot_be_proved_in_time_is_a_fault_and_not_a_guess() -> None:
    names = {fault.name for fault in route_faults(loaded(), limit=1)}
    assert names == {"conditions_too_hard"}
    assert list(route_faults(loaded())) == []
