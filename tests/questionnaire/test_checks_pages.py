"""Sections that make no page."""

import pytest

from tests.questionnaire.examples import Edit, shown

FAULTS: list[tuple[str, str, list[Edit]]] = [
    ("empty_section", "walking-again", [("walking-again.questions", [])]),
    ("page_without_title", "buses", [("buses.title", "")]),
    ("questions_on_stop_page", "walking-again", [("walking-again.ends", {"title": "Stop", "text": ["Thanks."]})]),
    ("about_you_not_last", "buses", [("walking-again.part", "about_you"), ("R7.number", "7")]),
    ("buttons_with_others", "area/R2", [("R2.buttons", True)]),
]


@pytest.mark.parametrize(("name", "place", "edits"), FAULTS)
def test_a_section_that_makes_no_page_is_a_fault(name: str, place: str, edits: list[Edit]) -> None:
    assert shown(*edits) == {(name, place)}


ADDRESS = {
    "kind": "email",
    "id": "C1",
    "number": "99",
    "label": "What is your email address?",
    "purpose": "Why",
    "source": "Own",
}
REACH = {"id": "reach", "part": "contact", "questions": [ADDRESS]}


def test_how_to_reach_somebody_is_asked_apart_and_last() -> None:
    assert shown(("sections.+", REACH)) == set()
    assert shown(("walking-again.questions.+", ADDRESS), ("walking-again.title", "Walking")) == {
        ("contact_among_answers", "walking-again/C1")
    }
    last: Edit = ("sections.+", {**REACH, "id": "last", "part": "main"})
    assert ("contact_not_last", "last") in shown(("sections.+", REACH), last)
    assert shown(("sections.+", {**REACH, "when": ["is", "E1", "yes"]})) == {("contact_by_answers", "reach")}


def test_a_page_has_four_questions_at_most() -> None:
    one_more: list[Edit] = [
        ("buses.questions.+", {"kind": "text", "id": f"R{number}", "label": "Why?", "purpose": "Why", "source": "Own"})
        for number in (12, 13)
    ]
    assert shown(one_more[0]) == set()
    assert shown(*one_more) == {("too_many_questions", "buses")}


def test_a_page_has_six_rows_at_most() -> None:
    rows: list[Edit] = [("R6.items.+", {"code": f"c{number}", "label": f"Row {number}"}) for number in range(4)]
    unlike: Edit = ("R7.shuffle_as", "")
    assert shown(*rows[:3], unlike) == set()
    assert shown(*rows, unlike) == {("too_many_rows", "walking")}


def test_a_questionnaire_asks_something() -> None:
    only_text = {"id": "who", "questions": [{"kind": "information", "id": "R1", "label": "Welcome"}]}
    found = shown(("sections", [only_text]), ("conditions", {}), ("characteristics", []))
    assert found == {("nothing_asked", "")}
