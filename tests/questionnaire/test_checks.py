"""The proof as a whole: the good questionnaire has no fault, every fault is shown, and each says what to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from survey_app.organisation import read_organisation
from survey_app.questionnaire import checks
from survey_app.questionnaire.checks import check
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, report
from survey_app.questionnaire.loading import faults_in
from tests.questionnaire.examples import PLACE, faults
from tests.questionnaire.strategies import questionnaires

ROOM = Path(checks.__file__).parent
QUESTIONNAIRES = ROOM.parents[1] / "questionnaires"
SHIPPED = ["feedback", "pulse", "residents", "staff", "survey-feedback"]


def test_the_good_questionnaire_has_no_fault() -> None:
    assert report(faults()) == ""


def test_every_fault_that_the_code_can_name_is_shown_by_a_test() -> None:
    source = "".join(path.read_text() for path in ROOM.glob("*.py"))
    names = set(re.findall(r'\.(?:fault|never|ever)\([^"]*?"([a-z0-9_]+)"', source))
    tables = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert len(names) >= 70
    assert {name for name in names if f'"{name}"' not in tables} == set()


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_questionnaire_has_no_fault(slug: str) -> None:
    organisation = read_organisation(QUESTIONNAIRES / "organisation.toml")
    assert report(faults_in(QUESTIONNAIRES / slug / "questionnaire.toml", organisation)) == ""


def test_every_fault_of_a_file_is_found_at_once() -> None:
    found = faults(("ways.id", "who"), ("R4.most", 9), ("R9.label", "How good * are they?"))
    assert {fault.name for fault in found} == {"duplicate_section_id", "most_too_high", "asterisk"}


def test_a_fault_names_its_file_and_says_what_to_do() -> None:
    (fault,) = faults(("R4.most", 9))
    assert fault == Fault(
        name="most_too_high",
        remedy="Only 4 can be ticked together. Lower `most` or take it out.",
        file="questionnaire.toml",
        section="ways",
        question="R4",
    )


def test_a_report_has_one_line_for_each_fault_with_a_dash_for_no_place() -> None:
    lines = report(faults(("R4.most", 9), ("ways.id", "check"))).splitlines()
    assert lines[0].startswith("questionnaire.toml: check: R4: -: most_too_high: Only 4 can")
    assert lines[1].startswith("questionnaire.toml: check: -: -: reserved_section_id: ")
    assert len(lines) == 2


@given(questionnaires())
def test_the_checks_can_read_any_questionnaire(questionnaire: Questionnaire) -> None:
    for fault in check(questionnaire, PLACE):
        assert fault.file == PLACE.file
        assert fault.name
        assert fault.remedy.endswith(".")
