"""Lists, chosen options, names and flags are put in place, and names that lead nowhere are faults."""

import pytest

from survey_app.questionnaire.conditions import All, AnyOf, Includes, Is, IsAnyOf, Not
from survey_app.questionnaire.definition import Items, Option
from survey_app.questionnaire.walking import options_of
from tests.questionnaire.examples import Edit, faults, loaded, question, shown


def test_a_list_of_the_organisation_comes_before_the_questions_own_options() -> None:
    assert options_of(question("R2"))[:2] == (
        Option(code="north", label="North", flags=("city",), official="North District"),
        Option(code="south", label="South", ambitions=("a1",)),
    )
    assert [option.code for option in options_of(question("R2"))] == ["north", "south", "elsewhere", "refused"]


def test_a_list_can_be_rows() -> None:
    rows = question("R6")
    assert isinstance(rows, Items)
    assert [(item.code, item.official, item.ambitions) for item in rows.items] == [
        ("a1", "A network of paths", ("a1",)),
        ("a2", "", ("a2",)),
        ("shade", "", ()),
    ]


def test_options_ticked_before_are_offered_only_where_they_were_ticked() -> None:
    options = options_of(question("R5", ("R4.options.0.when", ["is", "R1", "alone"])))
    assert [option.code for option in options] == ["walk", "cycle", "bus", "other", "equal"]
    assert options[0].when == All((Includes("R4", "walk"), Is("R1", "alone")))
    assert options[2] == Option(code="bus", label="By bus", ambitions=("a1",), when=Includes("R4", "bus"))
    assert options[3].detail == ""
    assert options[4].when is None


def test_names_and_flags_are_written_out() -> None:
    walking = next(section for section in loaded().sections if section.id == "walking")
    assert walking.when == AnyOf(
        (All((Not(IsAnyOf("R1", ("helped", "proxy"))), Includes("R4", "walk"))), IsAnyOf("R2", ("north",)))
    )


def test_nothing_is_left_to_look_up() -> None:
    questionnaire = loaded()
    assert questionnaire.conditions == {}
    written = str(questionnaire)
    assert "Named(" not in written
    assert "Flagged(" not in written
    for field in ("options_from", "items_from", "options_chosen_in"):
        assert written.count(field) == written.count(f"{field}=''")


FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("unknown_list", "area/R2", [("R2.options_from", "towns")]),
    ("unknown_list", "walking/R6", [("R6.items_from", "towns")]),
    ("unknown_question", "favourite/R5", [("R5.options_chosen_in", "R66")]),
    ("unfit_condition", "favourite/R5", [("R5.options_chosen_in", "R1")]),
    ("own_section", "favourite/R5", [("ways.id", "way"), ("favourite.questions.+", {
        "kind": "many", "id": "R12", "label": "Which?", "options": [],
    }), ("R5.options_chosen_in", "R12")]),
    ("forward_reference", "favourite/R5", [("health.questions.+", {
        "kind": "many", "id": "R12", "label": "Which?", "options": [],
    }), ("R5.options_chosen_in", "R12")]),
    ("unknown_condition_name", "health", [("health.when", ["named", "driver"])]),
    ("unknown_condition_name", "", [("conditions.walker", ["not", ["named", "driver"]])]),
    ("unused_condition", "", [("conditions.driver", ["is", "R1", "alone"])]),
    ("unknown_flag", "health", [("health.when", ["flagged", "R2", "sea"])]),
    ("unknown_flag", "health", [("health.when", ["flagged", "R11", "city"])]),
    ("unknown_question", "health", [("health.when", ["flagged", "R66", "city"])]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_name_that_leads_nowhere_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    assert (name, place) in shown(*edits)
    assert {each for each, _ in shown(*edits)} - {"unused_condition"} <= {name}


@pytest.mark.parametrize("circle", [["named", "walker"], ["not", ["any", [["named", "helper"], ["named", "walker"]]]]])
def test_a_condition_that_leads_back_to_itself_is_a_fault(circle: list[object]) -> None:
    assert ("circular_condition", "") in shown(("conditions.walker", circle))


def test_two_conditions_that_name_each_other_are_both_named() -> None:
    found = faults(("conditions.helper", ["named", "walker"]))
    assert [fault.name for fault in found] == ["circular_condition", "circular_condition"]
