"""What the law, the results and the start page ask of a questionnaire."""

import pytest

from tests.questionnaire.examples import Edit, shown

FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("missing_purpose", "buses/R10", [("R10.purpose", " ")]),
    ("missing_source", "buses/R10", [("R10.source", None)]),
    ("sensitive_without_refusal", "who/R1", [("R1.sensitive", True)]),
    ("special_category_not_sensitive", "health/E1", [("E1.sensitive", False)]),
    ("needed_special_category", "buses/R10", [
        ("R10.special_category", "Health"), ("R10.sensitive", True), ("R10.needed", "Write the line."),
    ]),
    ("needed_about_you", "about-you/E0", [("E0.needed", "Choose one of the two.")]),
    ("needed_information", "buses/R8", [("R8.needed", "Read this.")]),
    ("unknown_ambition", "area/R2", [("R2.ambitions", ["a1", "a7"])]),
    ("unknown_ambition", "ways/R4/bus", [("R4.options.2.ambitions", ["a7"])]),
    ("unknown_ambition", "walking/R6/shade", [("R6.items.0.ambitions", ["a7"])]),
    ("unknown_characteristic", "R66", [("characteristics", ["R66"])]),
    ("unfit_characteristic", "R4", [("characteristics", ["R4"])]),
    ("characteristic_twice", "", [("characteristics", ["R1", "R1"])]),
    ("unknown_quadrant", "R66", [("quadrants", [{"up": "R66", "across": "R6"}])]),
    ("unfit_quadrant", "who/R1", [("quadrants", [{"up": "R1", "across": "R6"}])]),
    ("quadrant_of_other_items", "walking/R6", [
        ("R7.items.0", {"code": "benches", "label": "Benches"}), ("R7.shuffle_as", None), ("R7.shuffle", True),
        ("quadrants", [{"up": "R7", "across": "R6"}]),
    ]),
    ("bad_help", "who/R1/proxy", [("R1.options.2.help", "In Person")]),
    ("bad_language", "", [("language", "English")]),
    ("missing_front_words", "", [("start.privacy", [])]),
    ("missing_front_words", "", [("thanks.next", [])]),
    ("missing_cost", "", [("start.minutes", 0)]),
    ("missing_cost", "", [("start.kilobytes", 0)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_duty_that_is_not_met_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    found = shown(*edits)
    assert (name, place) in found
    assert {each for each, _ in found} == {name}


def merges(*groups: tuple[str, str]) -> dict[str, object]:
    return {"R1": [{"label": label, "options": codes.split()} for label, codes in groups]}


@pytest.mark.parametrize(("name", "place", "declared"), [
    ("unknown_merge", "R2", {"R2": [{"label": "All", "options": ["town"]}]}),
    ("unknown_merged_option", "R1/nobody", merges(("Alone", "alone"), ("With help", "helped proxy nobody"))),
    ("unmerged_option", "R1/proxy", merges(("Alone", "alone"), ("With help", "helped"))),
    ("unmerged_option", "R1/helped", merges(("Alone", "alone helped"), ("With help", "helped proxy"))),
    ("too_few_merges", "R1", merges(("Everybody", "alone helped proxy"))),
    ("too_few_merges", "R1", merges(("Alone", "alone"), ("Helped", "helped"), ("For somebody", "proxy"))),
    ("bad_merge", "R1", merges(("With help", "alone"), ("With help", "helped proxy"))),
])  # fmt: skip
def test_merges_put_every_option_of_a_characteristic_in_one_group(name: str, place: str, declared: object) -> None:
    assert shown(("merges", declared)) == {(name, place)}


def test_merges_that_name_every_option_once_are_no_fault() -> None:
    assert shown(("merges", merges(("Alone", "alone"), ("With help", "helped proxy")))) == set()


def test_eight_characteristics_at_most() -> None:
    more: list[Edit] = [
        ("sections.+", {"id": f"more-{number}", "part": "about_you", "questions": [{
            "kind": "one", "id": f"E{number}", "label": "Which?", "purpose": "Why", "source": "Own",
            "options": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}],
        }]}) for number in range(2, 9)
    ]  # fmt: skip
    names = [f"E{number}" for number in range(2, 9)]
    assert shown(*more, ("characteristics", ["R1", *names])) == set()
    assert shown(*more, ("characteristics", ["R1", "R2", *names])) == {("too_many_characteristics", "")}


def test_a_survey_may_name_links_but_not_where_staff_answer() -> None:
    assert shown(("characteristics", ["R1", "link"])) == set()
    assert ("unfit_characteristic", "link") in shown(("characteristics", ["R1", "link"]), ("audience", "staff"))
