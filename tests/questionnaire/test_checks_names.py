"""Ids, codes and slugs that cannot be used."""

import pytest
from msgspec.structs import replace

from tests.questionnaire.examples import PLACE, Edit, shown

FAULTS: list[tuple[str, str, Edit]] = [
    ("duplicate_section_id", "who", ("buses.id", "who")),
    ("bad_section_id", "Buses", ("buses.id", "Buses")),
    ("bad_section_id", "2-buses", ("buses.id", "2-buses")),
    ("reserved_section_id", "thanks", ("buses.id", "thanks")),
    ("reserved_section_id", "not-sent", ("buses.id", "not-sent")),
    ("duplicate_question_id", "buses/R10", ("R11.id", "R10")),
    ("bad_question_id", "buses/line", ("R10.id", "line")),
    ("bad_question_id", "buses/R12-other", ("R10.id", "R12-other")),
    ("bad_question_id", "buses/R100000000000", ("R10.id", "R100000000000")),
    ("duplicate_option_code", "buses/R9/bad", ("R9.options.1.code", "bad")),
    ("duplicate_option_code", "area/R2/north", ("R2.options.1.code", "north")),
    ("duplicate_item_code", "walking-again/R7/a1", ("R7.items.+", {"code": "a1", "label": "Again"})),
    ("bad_option_code", "buses/R9/Bad", ("R9.options.2.code", "Bad")),
    ("bad_option_code", "buses/R9/very-bad", ("R9.options.2.code", "very-bad")),
    ("bad_item_code", "walking/R6/big.tree", ("R6.items.+", {"code": "big.tree", "label": "Trees"})),
    ("duplicate_number", "ways/R4", ("R4.number", "3")),
]


@pytest.mark.parametrize(("name", "place", "edit"), FAULTS)
def test_a_name_that_cannot_be_used_is_a_fault(name: str, place: str, edit: Edit) -> None:
    found = shown(edit)
    assert (name, place) in found
    assert {each for each, _ in found} - {"shuffle_as_other_items"} == {name}


def test_two_parts_may_print_the_same_number() -> None:
    assert shown(("E1.number", "3")) == set()


@pytest.mark.parametrize("slug", ["team", "static", "privacy", "help", "health", "accessibility", "practice-pulse"])
def test_an_address_of_the_service_is_no_slug(slug: str) -> None:
    assert shown(place=replace(PLACE, slug=slug)) == {("reserved_slug", "")}


@pytest.mark.parametrize("slug", ["Residents", "getting about", "1st", "a" * 41])
def test_a_slug_is_lower_case_letters_digits_and_dashes(slug: str) -> None:
    assert shown(place=replace(PLACE, slug=slug)) == {("bad_slug", "")}
