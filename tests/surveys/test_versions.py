"""Versions and surveys: a questionnaire is stored once by its content, and published only when somebody says so."""

import pytest
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.questionnaire.definition import Questionnaire
from survey_app.surveys.surveys import Loaded, all_surveys, load, published_version, survey_by_slug
from survey_app.surveys.versions import publish, version_by_id, versions_of
from tests.respond.fieldwork import QUESTIONNAIRE

CHANGED = replace(QUESTIONNAIRE, title="Another title")

NOW = 1_800_000_000


def loaded(
    database: Database, questionnaire: Questionnaire, now: int = NOW, *, slug: str = "one", publishing: bool = False
) -> Loaded:
    with database.write() as connection:
        return load(connection, slug, questionnaire, now, publishing=publishing)


def test_the_first_load_makes_the_survey_and_publishes_it(database: Database) -> None:
    first = loaded(database, QUESTIONNAIRE)
    assert (first.new_version, first.published, first.version.number) == (True, True, 1)
    survey = database.read_blocking(survey_by_slug, "one")
    assert survey == first.survey
    assert survey is not None
    assert (survey.title, survey.audience) == ("One question", "everyone")
    version = database.read_blocking(published_version, survey)
    assert version is not None
    assert version.questionnaire == QUESTIONNAIRE
    assert version.published_at == NOW


def test_the_same_content_is_the_same_version(database: Database) -> None:
    first = loaded(database, QUESTIONNAIRE)
    again = loaded(database, replace(QUESTIONNAIRE))
    assert (again.new_version, again.published) == (False, False)
    assert again.version.id == first.version.id
    assert len(database.read_blocking(versions_of, first.survey.id)) == 1


def test_other_content_is_another_version_that_nobody_is_given_yet(database: Database) -> None:
    first = loaded(database, QUESTIONNAIRE)
    second = loaded(database, CHANGED)
    assert (second.new_version, second.published, second.version.number) == (True, False, 2)
    assert second.version.published_at is None
    assert second.survey == first.survey  # its title too


def test_publishing_gives_new_starts_the_new_version_and_keeps_the_old_one(database: Database) -> None:
    first = loaded(database, QUESTIONNAIRE)
    second = loaded(database, CHANGED, NOW + 1, publishing=True)
    assert second.survey.published_version_id == second.version.id
    assert second.survey.title == "Another title"
    kept = database.read_blocking(version_by_id, first.version.id)
    assert kept is not None
    assert kept.questionnaire == QUESTIONNAIRE


def test_going_back_to_an_old_version_keeps_the_instant_of_its_first_publishing(database: Database) -> None:
    first = loaded(database, QUESTIONNAIRE)
    loaded(database, CHANGED, NOW + 1, publishing=True)
    with database.write() as connection:
        publish(connection, first.version, NOW + 2)
    survey = database.read_blocking(survey_by_slug, "one")
    assert survey is not None
    assert (survey.published_version_id, survey.title) == (first.version.id, "One question")
    version = database.read_blocking(version_by_id, first.version.id)
    assert version is not None
    assert version.published_at == NOW


def test_a_survey_keeps_to_whom_it_is_for(database: Database) -> None:
    loaded(database, replace(QUESTIONNAIRE, audience="staff"))
    with pytest.raises(ValueError, match="one is for staff"):
        loaded(database, replace(QUESTIONNAIRE, audience="residents"), publishing=True)
    survey = database.read_blocking(survey_by_slug, "one")
    assert survey is not None
    assert survey.audience == "staff"
    assert len(database.read_blocking(versions_of, survey.id)) == 1


def test_versions_of_two_surveys_do_not_touch(database: Database) -> None:
    one, other = loaded(database, QUESTIONNAIRE), loaded(database, QUESTIONNAIRE, slug="other")
    assert one.version.id != other.version.id
    assert [survey.slug for survey in database.read_blocking(all_surveys)] == ["one", "other"]
    assert database.read_blocking(survey_by_slug, "none") is None
    assert database.read_blocking(version_by_id, 99) is None
