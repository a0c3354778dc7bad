"""Faults of rankings, postcodes, money, dates, and of what was not understood."""

import pytest

from survey_app.organisation import read_organisation
from survey_app.questionnaire.faults import report
from survey_app.questionnaire.loading import faults_in
from tests.questionnaire.examples import Edit, shown
from tests.questionnaire.kinds.files import KINDS, kind_file
from tests.serving import CHECKOUT

OPTIONS = [{"code": code, "label": code.capitalize()} for code in ("bus", "car", "train")]
ELSEWHERE = {"code": "elsewhere", "label": "Somewhere else", "outside": True}
POINTS = [{**option, "score": score} for score, option in enumerate(OPTIONS)]
NONE = {"code": "none", "label": "None", "role": "none"}
WHICH = {**OPTIONS[0], "detail": "Which"}
BASIS = {"id": "R12", "label": "Which?", "purpose": "Why", "source": "Own"}


def asking(**question: object) -> Edit:
    """A last section that asks this."""
    return "sections.+", {"id": "last", "part": "about_you", "questions": [{**BASIS, **question}]}


FAULTS: list[tuple[str, str, dict[str, object]]] = [
    ("places_out_of_range", "last/R12", {"kind": "ranking", "options": OPTIONS, "most": 1}),
    ("places_out_of_range", "last/R12", {"kind": "ranking", "options": OPTIONS, "most": 4}),
    ("role_in_ranking", "last/R12/none", {"kind": "ranking", "options": [*OPTIONS, NONE]}),
    ("detail_misplaced", "last/R12/bus", {"kind": "ranking", "options": [WHICH, *OPTIONS[1:]]}),
    ("postcode_without_outside", "last/R12", {"kind": "postcode", "options": OPTIONS}),
    ("no_area", "last/R12/none", {"kind": "postcode", "options": [*OPTIONS, ELSEWHERE, NONE]}),
    ("low_above_high", "last/R12", {"kind": "money", "low": 5, "high": 5}),
    ("bin_outside_bounds", "last/R12", {"kind": "money", "high": 5, "bins": [9]}),
    ("bad_date", "last/R12", {"kind": "date", "earliest": "2026-02-30"}),
    ("bad_date", "last/R12", {"kind": "date", "latest": "2026-02"}),
    ("bad_date", "last/R12", {"kind": "month", "bins": ["2026-02-01"]}),
    ("low_above_high", "last/R12", {"kind": "month", "earliest": "2026-02", "latest": "2026-01"}),
    ("bins_not_ascending", "last/R12", {"kind": "date", "bins": ["2026", "2026-01"]}),
    ("bin_outside_bounds", "last/R12", {"kind": "date", "earliest": "2020-01-01", "bins": ["2019"]}),
    ("shuffled_scale", "last/R12", {"kind": "one", "shuffle": True, "options": POINTS}),
    ("unclear_where_needed", "last/R12", {"kind": "information", "unclear": True}),
]


@pytest.mark.parametrize(("name", "place", "question"), FAULTS)
def test_a_question_that_cannot_work_is_a_fault(name: str, place: str, question: dict[str, object]) -> None:
    assert (name, place) in shown(asking(**question))


@pytest.mark.parametrize("kind", KINDS)
def test_the_questionnaire_of_each_kind_has_no_fault(kind: str) -> None:
    organisation = read_organisation(CHECKOUT / "questionnaires" / "organisation.toml")
    assert report(faults_in(kind_file(kind), organisation)) == ""
