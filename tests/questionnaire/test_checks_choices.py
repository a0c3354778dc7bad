"""Options and rows that cannot be chosen, or not as the author meant."""

import pytest

from tests.questionnaire.examples import Edit, shown

MANY_OPTIONS = [{"code": f"c{number}", "label": f"Way {number}"} for number in range(63)]

FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("no_options", "buses/R9", [("R9.options", [])]),
    ("only_one_option", "buses/R9", [("R9.options", [{"code": "good", "label": "Good", "score": 1}])]),
    ("role_twice", "buses/R9", [("R9.options.+", {"code": "x", "label": "Eh", "role": "refused"})] * 2),
    ("outside_without_dont_know", "who/R1", [("R1.dont_know", "outside")]),
    ("detail_twice", "ways/R4", [("R4.options.0.detail", "Where")]),
    ("detail_misplaced", "buses/R9/bad", [("R9.options.2.detail", "Why")]),
    ("detail_misplaced", "walking-again/R7/bad", [("R7.options.1.detail", "Why")]),
    ("detail_with_buttons", "about-you/E0/no", [("E0.options.1.detail", "Why")]),
    ("detail_on_exclusive", "ways/R4/none", [("R4.options.3.detail", None), ("R4.options.4.detail", "Why")]),
    ("exclusive_on_one", "who/R1", [("R1.options.2.exclusive", True)]),
    ("exclusive_on_one", "walking-again/R7", [("R7.options.1.exclusive", True)]),
    ("exclusive_not_last", "ways/R4/none", [("R4.options.+", {"code": "ride", "label": "Riding"})]),
    ("not_exclusive", "ways/R4/none", [("R4.options.4.exclusive", None)]),
    ("most_too_low", "ways/R4", [("R4.most", 1), ("favourite.when", ["count_at_least", "R4", 1])]),
    ("most_too_low", "ways/R4", [("R4.most", -3)]),
    ("most_too_high", "ways/R4", [("R4.most", 5)]),
    ("least_out_of_range", "ways/R4", [("R4.least", 1)]),
    ("least_out_of_range", "ways/R4", [("R4.least", 4)]),
    ("shuffle_as_unknown", "walking-again/R7", [("R7.shuffle_as", "R66")]),
    ("shuffle_as_unknown", "walking-again/R7", [("R6.shuffle", False)]),
    ("shuffle_as_unknown", "walking-again/R7", [("R7.shuffle_as", "R7"), ("R7.shuffle", True)]),
    ("shuffle_as_other_items", "walking-again/R7", [("R7.items.0.code", "sun")]),
]


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_choice_that_cannot_work_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    found = shown(*edits)
    assert (name, place) in found
    assert {each for each, _ in found} - {"duplicate_option_code", "duplicate_label"} == {name}


def test_rows_that_are_not_there_are_a_fault() -> None:
    found = shown(("R7.items_from", ""), ("R7.items", []), ("R7.shuffle_as", ""))
    assert found == {("no_items", "walking-again/R7")}


def test_an_exclusive_option_needs_something_to_exclude() -> None:
    alone = [{"code": code, "label": code, "exclusive": True} for code in ("none", "nothing")]
    extra = {"kind": "many", "id": "R12", "label": "Which?", "options": alone, "purpose": "Why", "source": "Own"}
    section: Edit = ("sections.+", {"id": "last", "part": "about_you", "questions": [extra]})
    assert shown(section) == {("exclusive_option_alone", "last/R12")}


@pytest.mark.parametrize(("count", "found"), [(62, set()), (63, {("too_many_options", "last/R12")})])
def test_a_many_choice_has_62_options_at_most(count: int, found: set[tuple[str, str]]) -> None:
    options = [{"code": f"c{number}", "label": f"Way {number}"} for number in range(count)]
    extra = {"kind": "many", "id": "R12", "label": "Which?", "options": options, "purpose": "Why", "source": "Own"}
    assert shown(("sections.+", {"id": "last", "part": "about_you", "questions": [extra]})) == found
