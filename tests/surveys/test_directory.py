"""The directory: what a resident may meet, and the lease that only one process holds."""

import pytest
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.surveys import directory as directory_module
from survey_app.surveys.directory import Directory
from survey_app.surveys.leases import take_lease
from survey_app.surveys.quarters import quarter_end
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from tests.respond.fieldwork import NOON, OPENED, QUESTIONNAIRE, in_the_field


@pytest.fixture
def directory(database: Database, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """A directory that reads the database each time."""
    monkeypatch.setattr(directory_module, "SECONDS", 0.0)
    return Directory(database)


async def test_a_survey_is_met_with_its_wave_its_version_and_its_links(
    database: Database, directory: Directory
) -> None:
    field = in_the_field(database)
    found = await directory.at("one", NOON)
    assert found is not None
    assert (found.survey.id, found.version.id, found.wave.id) == (field.survey_id, field.version_id, field.wave_id)
    link = found.link("open")
    assert link is not None
    assert link == found.collector_of(field.collector_id)
    assert found.link("no-such-link") is None
    assert found.wave_of(field.wave_id) == found.wave
    assert found.wave_of(99) is None
    assert await directory.all(NOON) == (found,)
    assert await directory.at("other", NOON) is None
    await database.close()


async def test_before_its_first_wave_begins_a_survey_is_met_and_not_open(
    database: Database, directory: Directory
) -> None:
    in_the_field(database)
    found = await directory.at("one", OPENED - 1)
    assert found is not None
    assert not found.wave.open_at(OPENED - 1)
    await database.close()


async def test_a_survey_without_a_wave_or_a_published_version_is_not_met(
    database: Database, directory: Directory
) -> None:
    with database.write() as connection:
        load(connection, "one", QUESTIONNAIRE, NOON, publishing=True)
    assert await directory.at("one", NOON) is None
    await database.close()


async def test_new_starts_belong_to_the_latest_wave_begun_and_old_drafts_to_theirs(
    database: Database, directory: Directory
) -> None:
    field = in_the_field(database)
    with database.write() as connection:
        later = open_wave(connection, field.survey_id, NOON)
        add_collector(connection, later.id, code="open")
    before, after = await directory.at("one", NOON - 1), await directory.at("one", NOON)
    assert before is not None
    assert after is not None
    assert (before.wave.id, after.wave.id) == (field.wave_id, later.id)
    assert after.wave_of(field.wave_id) == before.wave
    old, new = before.link("open"), after.link("open")
    assert old is not None
    assert new is not None
    assert (old.wave_id, new.wave_id) == (field.wave_id, later.id)
    assert after.collector_of(old.id) == old
    await database.close()


async def test_a_version_that_was_replaced_is_still_given_to_drafts_under_way(
    database: Database, directory: Directory
) -> None:
    field = in_the_field(database)
    with database.write() as connection:
        load(connection, "one", replace(QUESTIONNAIRE, title="New"), NOON, publishing=True)
    found = await directory.at("one", NOON)
    assert found is not None
    assert found.version.questionnaire.title == "New"
    assert (await directory.version(field.version_id)).questionnaire.title == "One question"
    with pytest.raises(LookupError):
        await directory.version(99)
    await database.close()


async def test_a_reading_serves_for_a_second(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Directory(sqlite_database)
    assert await kept.all(NOON) == ()
    in_the_field(sqlite_database)
    monkeypatch.setattr(directory_module, "SECONDS", 3600.0)
    assert await kept.all(NOON) == ()
    monkeypatch.setattr(directory_module, "SECONDS", 0.0)
    assert len(await kept.all(NOON)) == 1


def test_a_lease_is_held_by_one_until_it_ends(database: Database) -> None:
    def take(holder: str, now: int) -> bool:
        with database.write() as connection:
            return take_lease(connection, "jobs", holder, now, 100)

    assert take("one", 0)
    assert not take("other", 50)
    assert take("one", 50)  # renewed
    assert not take("other", 149)
    assert take("other", 150)
    assert not take("one", 151)


def test_leases_of_different_names_do_not_touch(database: Database) -> None:
    with database.write() as connection:
        assert take_lease(connection, "jobs", "one", 0, 100)
        assert take_lease(connection, "letters", "other", 0, 100)


async def test_the_next_round_is_met_at_the_very_instant_at_which_it_opens(database: Database) -> None:
    end = quarter_end(NOON)
    field = in_the_field(database, closes_at=end)
    with database.write() as connection:
        add_collector(connection, open_wave(connection, field.survey_id, end).id, code="open")
    directory = Directory(database)
    before, after = [await directory.at("one", now) for now in (end - 1, end)]  # well within the second that one serves
    assert before is not None
    assert after is not None
    assert before.wave.id == field.wave_id
    assert before.wave.open_at(end - 1)
    assert after.wave.open_at(end)
    assert after.link("open") is not None
    await database.close()
