"""Facts of the commands, as somebody types them."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from survey_app.commands import london_instant
from survey_app.database import Database
from survey_app.questionnaire.areas import read_areas
from survey_app.questionnaire.wording import Review, Wording
from survey_app.surveys.surveys import survey_by_slug
from survey_app.surveys.versions import store_version, versions_of
from survey_app.surveys.waves import waves_of
from tests.trials import Command

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def pulse(tmp_path: Path) -> Path:
    """A copy of the pulse's file to edit."""
    shutil.copytree(CHECKOUT / "questionnaires/pulse", tmp_path / "pulse")
    return tmp_path / "pulse/questionnaire.toml"


def test_the_shipped_questionnaires_have_no_fault(survey: Command) -> None:
    code, printed = survey("check")
    *wordings, last = printed.splitlines()
    assert (code, last) == (0, "5 questionnaires, 0 faults")
    assert len(wordings) >= 6
    assert [line for line in wordings if "has all its words" not in line] == []


def test_the_schema_for_editors_is_printed(survey: Command) -> None:
    code, printed = survey("schema")
    assert (code, json.loads(printed)["title"]) == (0, "A questionnaire")


def test_a_fault_is_told_with_its_place_and_the_exit_code_is_1(survey: Command, pulse: Path) -> None:
    pulse.write_text(pulse.read_text().replace('code = "resident"', 'code = "staff"', 1))
    code, printed = survey("check", str(pulse))
    assert code == 1
    assert "P1: staff: duplicate_option_code" in printed


def test_a_check_says_how_far_each_wording_is(survey: Command, pulse: Path) -> None:
    pulse.with_name("pl.toml").write_text('title = "Puls"\n', encoding="utf-8")
    code, printed = survey("check", str(pulse))
    assert code == 0
    assert printed.startswith("pulse: Polish (pl) lacks words for ")
    assert "a draft, so a live survey does not offer it\n1 questionnaires, 0 faults\n" in printed


def test_a_version_is_not_published_while_a_reviewed_wording_of_it_lacks_words(
    survey: Command, pulse: Path, sqlite_database: Database
) -> None:
    survey("load", str(pulse))
    wording = Wording(title="Puls", reviewed=Review(by="native reader", on=dt.date(2026, 11, 1)))
    found = sqlite_database.read_blocking(survey_by_slug, "pulse")
    assert found is not None
    with sqlite_database.write() as connection:
        (first,) = versions_of(connection, found.id)
        store_version(connection, found.id, replace(first.questionnaire, wordings={"pl": wording}))
    code, printed = survey("publish", "pulse")
    assert code == 1
    assert "pl: who: P1: -: missing_words: The label has no words in pl. Write questions.P1.label." in printed
    after = sqlite_database.read_blocking(survey_by_slug, "pulse")
    assert after is not None
    assert after.published_version_id == first.id


def test_nothing_is_loaded_while_one_file_has_a_fault(survey: Command, pulse: Path, sqlite_database: Database) -> None:
    pulse.write_text(pulse.read_text().replace('code = "resident"', 'code = "staff"', 1))
    assert survey("load", str(pulse))[0] == 1
    assert sqlite_database.read_blocking(survey_by_slug, "pulse") is None


def test_a_first_load_is_published_and_the_same_content_is_no_new_version(survey: Command) -> None:
    assert survey("load", "questionnaires/pulse") == (0, "pulse: version 1 stored, published\n")
    assert survey("load", "questionnaires/pulse") == (0, "pulse: version 1 already stored\n")


def test_an_edit_is_a_new_version_named_with_its_differences_and_not_published(
    survey: Command, pulse: Path, sqlite_database: Database
) -> None:
    survey("load", str(pulse))
    pulse.write_text(pulse.read_text().replace("Which best describes you?", "Which of these describes you best?", 1))
    code, printed = survey("load", str(pulse))
    assert code == 0
    assert "version 2 stored\n" in printed
    assert "P1: wording" in printed
    known = sqlite_database.read_blocking(survey_by_slug, "pulse")
    assert known is not None
    versions = sqlite_database.read_blocking(versions_of, known.id)
    assert known.published_version_id == versions[0].id
    assert survey("publish", "pulse") == (0, "pulse: version 2 is published\n")


def test_closing_says_until_when_paper_may_arrive(survey: Command, sqlite_database: Database) -> None:
    survey("load", "questionnaires/pulse")
    survey("open", "pulse", "--at", "2027-06-03 09:00")
    assert survey("close", "pulse", "--paper-days", "22")[0] == 1
    survey("close", "pulse", "--at", "2027-06-30 17:00", "--paper-days", "3")
    (wave,) = sqlite_database.read_blocking(lambda connection: waves_of(connection, 1))
    assert wave.paper_until == "2027-07-03"


def test_a_round_opens_closes_and_only_then_the_next_one_opens(survey: Command, sqlite_database: Database) -> None:
    survey("load", "questionnaires/pulse")
    assert survey("open", "pulse", "--at", "2027-06-03 09:00") == (0, "pulse: round 1 opens 3 June 2027 at 09:00\n")
    code, printed = survey("open", "pulse", "--at", "2027-07-03 09:00")
    assert (code, printed) == (1, "Round 1 of pulse is not closed by then. Close it first.\n")
    survey("close", "pulse", "--at", "2027-06-30 17:00")
    assert survey("open", "pulse", "--at", "2027-07-03 09:00")[0] == 0
    known = sqlite_database.read_blocking(survey_by_slug, "pulse")
    assert known is not None
    first, second = sqlite_database.read_blocking(waves_of, known.id)
    assert first.withdraw_by == "2027-07-14"
    assert second.opens_at == london_instant("2027-07-03 09:00")


def test_how_people_came_to_be_asked_is_said_and_listed(survey: Command) -> None:
    survey("load")
    survey("open", "residents")
    assert survey("sample", "residents") == (0, "open: Anybody who wanted to\n")
    words = ["--frame", "The register", "--selected-on", "2026-01-05", "--name", "Everybody", "--size", "12,000"]
    code, printed = survey("sample", "residents", "open", "--type", "random", *words, "--issued", "900")
    assert (code, printed) == (
        0,
        "open: Drawn by chance from a frame. Everybody: 900 of 12,000 in The register, drawn on 2026-01-05\n",
    )
    assert survey("sample", "residents")[1] == printed
    code, printed = survey("sample", "residents", "open", "--type", "random", *words, "--issued", "none")
    assert code == 1
    assert printed.startswith("--issued: Write how many were invited")
    assert survey("sample", "residents", "gone", "--type", "list")[0] == 1


@pytest.mark.parametrize("words", ["2027-03-28 01:30", "2027-10-31 01:30"])
def test_a_time_that_the_clocks_skip_or_repeat_is_refused(survey: Command, words: str) -> None:
    survey("load", "questionnaires/pulse")
    code, printed = survey("open", "pulse", "--at", words)
    assert code == 1
    assert "the clocks change" in printed


def test_a_survey_that_is_not_there_is_told_in_words(survey: Command) -> None:
    assert survey("open", "nothing") == (1, "There is no survey nothing. Load its questionnaire first.\n")


def test_a_member_is_added_and_signs_in_by_a_link_printed_once(survey: Command) -> None:
    survey("load", "questionnaires/pulse")
    assert survey("add-member", "analyst@example.org", "--permission", "see_working")[0] == 0
    code, printed = survey("sign-in-link", "analyst@example.org")
    assert code == 0
    assert printed.startswith("http://127.0.0.1:8000/team/sign-in/")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("analyst@example.org", "--permission", "everything"), "'everything' is not a permission"),
        (("analyst@example.org", "--permission", "microdata"), "survey"),
        (("not an address",), "not an address"),
    ],
)
def test_a_member_who_cannot_be_added_so_is_refused_in_words(
    survey: Command, words: tuple[str, ...], told: str
) -> None:
    code, printed = survey("add-member", *words)
    assert code == 1
    assert told in printed


def test_a_round_of_jobs_says_what_it_did(survey: Command) -> None:
    code, printed = survey("run-jobs")
    assert code == 0
    assert "drafts expired: 0" in printed


def test_a_database_that_is_not_ready_is_refused_in_words(
    survey: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUNDINGS_DATABASE", f"sqlite:///{tmp_path}/empty.db")
    code, printed = survey("run-jobs")
    assert code == 1
    assert "survey migrate" in printed
    assert survey("migrate") == (0, "The database has this release's schema.\n")
    assert survey("run-jobs")[0] == 0


def test_a_table_of_postcodes_is_made_from_a_directory(
    survey: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUNDINGS_AREAS", str(tmp_path / "areas"))
    code, printed = survey("areas", "load", "questionnaires/data/postcodes_sample.csv")
    assert code == 0
    assert "postcodes in the area" in printed
    found = read_areas(tmp_path / "areas").find("BB9 9XX")
    assert found is not None
    assert found.code == "pendle"
    code, printed = survey("areas", "load", "questionnaires/organisation.toml")
    assert (code, "no column" in printed) == (1, True)
