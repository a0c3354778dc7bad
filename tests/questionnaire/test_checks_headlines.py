"""Headlines that are made of what is not there, and those that are made well."""

import pytest

from survey_app.questionnaire.headline_rows import headlines_of
from tests.questionnaire.examples import faults, loaded, shown

ANSWER: dict[str, object] = {
    "rule": "answer",
    "code": "good",
    "label": "Good buses",
    "question": "R9",
    "codes": ["very_good"],
}
BY_BUS: dict[str, object] = {
    "rule": "answer",
    "code": "by_bus",
    "label": "Go by bus",
    "question": "R4",
    "codes": ["bus"],
}
BOTH: dict[str, object] = {"rule": "all", "code": "both", "label": "Both", "of": ["good", "by_bus"]}
MOST: dict[str, object] = {"rule": "most", "code": "ways", "label": "Ways", "question": "R4"}
GOOD: list[dict[str, object]] = [
    ANSWER,
    BY_BUS,
    BOTH,
    {"rule": "count", "code": "number", "label": "How many", "of": ["good", "both"]},
    MOST,
]


def changed(place: int, **fields: object) -> list[dict[str, object]]:
    return [{**each, **fields} if at == place else each for at, each in enumerate(GOOD)]


def test_headlines_that_are_made_well_have_no_fault() -> None:
    assert shown(("headlines", GOOD)) == set()


@pytest.mark.parametrize(
    ("name", "code", "headlines"),
    [
        ("bad_code", "Good", [{**ANSWER, "code": "Good"}]),
        ("code_twice", "good", [ANSWER, ANSWER]),
        ("missing_label", "good", [{**ANSWER, "label": " "}]),
        ("unknown_question", "good", [{**ANSWER, "question": "R99"}]),
        ("unknown_code", "good", [{**ANSWER, "codes": ["splendid"]}]),
        ("no_codes", "good", [{**ANSWER, "codes": []}]),
        ("unfit_headline", "good", [{**ANSWER, "question": "R3", "codes": ["1"]}]),
        ("unfit_headline", "good", [{**ANSWER, "without": ["fairly_good"]}]),
        ("code_twice", "by_bus", [{**BY_BUS, "without": ["bus"]}]),
        ("unknown_headline", "both", changed(2, of=["good", "gone"])),
        ("unknown_headline", "both", [BOTH, ANSWER, BY_BUS]),
        ("part_twice", "both", changed(2, of=["good", "good"])),
        ("bad_parts", "both", changed(2, of=[])),
        ("bad_bounds", "number", changed(3, at_least=3)),
        ("bad_bounds", "number", changed(3, at_least=2, at_most=1)),
        ("bad_bounds", "ways", changed(4, top=0)),
        ("unknown_headline", "last", [*GOOD, {"rule": "any", "code": "last", "label": "Last", "of": ["number"]}]),
        ("too_many_headlines", "", [{**ANSWER, "code": f"c{number}"} for number in range(81)]),
    ],
)
def test_a_headline_of_what_is_not_there_is_a_fault(name: str, code: str, headlines: list[dict[str, object]]) -> None:
    assert (name, "/".join(filter(None, ("headlines" if code else "", code)))) in shown(("headlines", headlines))


def test_a_rule_that_there_is_not_is_named() -> None:
    found = faults(("headlines", [{**ANSWER, "rule": "sum"}]))
    assert [(each.name, each.remedy.partition(".")[0]) for each in found] == [
        ("unknown_rule", "sum is no rule of a headline")
    ]


def test_staffs_equality_answers_make_no_headline() -> None:
    of_equality = {"rule": "answer", "code": "skips", "label": "Skip", "question": "E0", "codes": ["no"]}
    assert shown(("headlines", [of_equality])) == set()
    assert ("headline_of_equality", "headlines/skips") in shown(("headlines", [of_equality]), ("audience", "staff"))


def test_a_headline_of_an_item_list_is_one_for_each_row() -> None:
    rows = {"rule": "answer", "code": "good", "label": "Is good", "question": "R7", "codes": ["good"]}
    made = [(each.code, each.label) for each in headlines_of(loaded(("headlines", [rows])))]
    assert made[0] == ("good.a1", "Is good: Paths")
    assert ("good.shade", "Is good: Shade") in made
    assert len(made) == len({code for code, _ in made})
    part = {"rule": "any", "code": "any", "label": "Any", "of": ["good.shade"]}
    assert shown(("headlines", [rows, part])) == set()
