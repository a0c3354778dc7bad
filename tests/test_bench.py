"""The benchmark measures what it says it does, and prints a row for every budget. It has no time limit of its own."""

import subprocess
import sys

import pytest

from bench.answering import on_the_way, people
from bench.rows import Row, table
from survey_app.organisation import read_organisation
from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.loading import read_file
from survey_app.respond.journey import walk
from survey_app.web.places import folder

SURVEYS = ("residents", "staff", "pulse", "feedback")

ROWS = (
    "first page on the wire",
    "later page",
    "check answers",
    "residents' survey, whole",
    "first paint, 50 kbit/s and 400 ms",
    "first paint, 400 kbit/s and 400 ms",
    "question page, server CPU, GET",
    "question page, server CPU, POST",
    "first page ",
    "submissions of pulse, 64 connections",
    "submissions of residents, 64 connections",
    "submissions of residents, p99 at 8 connections",
    "the writer alone, 128 waiters, drafts",
    "completed responses, pulse",
    "completed responses, residents",
    "all counts, 400 responses, engine",
    "all counts, 800 x 40 questions, engine",
    "filtered counts",
    "filtered cross-tab",
    "banner of 40 tables",
    "one new response visible",
    "results page, all counts",
    "all answers as CSV",
    "memory, 400 responses while all answers are sent",
    "residents' p99 at 8 connections, an analyst counting",
    "memory, 400 responses loaded",
    "start to serving",
    "second start of a trial",
    "start to the first results page, 400 responses in a column file",
    "start to the first results page, 800 responses in a column file",
)


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """The lines that a quick run prints; a group that broke off makes it fail."""
    ran = subprocess.run([sys.executable, "-m", "bench", "--quick"], capture_output=True, text=True)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    return ran.stdout.splitlines()


def test_every_row_of_the_budget_is_printed(printed: list[str]) -> None:
    assert [name for name in ROWS if not any(line.startswith(name) for line in printed)] == []


def test_what_a_database_has_a_part_in_is_measured_on_both(printed: list[str]) -> None:
    on_postgres = {line.partition(" (PostgreSQL)")[0] for line in printed if " (PostgreSQL)" in line}
    on_sqlite = {line.partition(" (SQLite)")[0] for line in printed if " (SQLite)" in line}
    assert on_postgres == on_sqlite
    assert len(on_sqlite) > 8


def test_a_figure_is_held_against_its_budget_on_the_right_side() -> None:
    rows = [
        Row(name="quick", unit="ms", figure=2.0, limit=1.0, limit_words="alone", budget=3.0),
        Row(name="slow", unit="ms", figure=4.0, budget=3.0),
        Row(name="many", unit="/s", figure=4000.0, budget=3000.0, better="more"),
        Row(name="few", unit="/s", figure=2000.0, budget=3000.0, better="more"),
        Row(name="apart", note="not measured: there is no browser"),
    ]
    assert [row.met for row in rows] == [True, False, True, False, None]
    lines = table(rows).splitlines()
    assert lines[2].split() == ["quick", "2", "ms", "1", "ms", "alone", "2.00", "≤", "3", "ms", "yes"]
    assert lines[3].split()[-1] == "NO"
    assert lines[6].strip() == "apart: not measured: there is no browser"


@pytest.mark.parametrize("slug", SURVEYS)
def test_made_people_reach_the_end_of_the_real_surveys(slug: str) -> None:
    questionnaire = _questionnaire(slug)
    made = people(questionnaire, 20)
    for person in made:
        journey = walk(questionnaire, person.draft, Circumstances(questionnaire.language))
        assert journey.first_open() is None
        assert [step.section.id for step in journey.steps] == [section for section, _ in person.pages]
    assert len({person.answers for person in made}) > 10


def test_people_on_the_way_stand_before_the_page_that_they_come_to() -> None:
    questionnaire = _questionnaire("residents")
    (person,) = people(questionnaire, 1)
    for section, draft in on_the_way(person):
        first = walk(questionnaire, draft, Circumstances(questionnaire.language)).first_open()
        assert first is not None
        assert first.section.id == section


def test_the_same_seed_makes_the_same_people() -> None:
    questionnaire = _questionnaire("pulse")
    first, again, other = ([each.pages for each in people(questionnaire, 5, seed)] for seed in (3, 3, 4))
    assert first == again
    assert first != other


def _questionnaire(slug: str) -> Questionnaire:
    files = folder("questionnaires")
    return read_file(files / slug / "questionnaire.toml", read_organisation(files / "organisation.toml"))
