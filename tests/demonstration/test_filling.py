"""Pretend answers in the database: marked, refused beside real ones, in rounds of their own, gone without a trace."""

from collections import Counter
from collections.abc import Mapping

import pytest
from sqlalchemy import Connection, delete, select

from survey_app.database import Database
from survey_app.demo.filling import fill, fillable, remove_all
from survey_app.demo.rows import real_answers
from survey_app.questionnaire.loading import read_file
from survey_app.respond.responses import next_stamp
from survey_app.results.blocks import State
from survey_app.results.columns import refresh
from survey_app.results.overview import population
from survey_app.results.pretend import is_pretend
from survey_app.surveys.directory import Directory
from survey_app.surveys.surveys import Survey, load, survey_by_slug
from survey_app.surveys.waves import add_collector, collectors_of, open_wave, waves_of
from survey_app.surveys.waves import is_pretend as made_up
from survey_app.tables.metadata import metadata
from survey_app.tables.respond import response
from tests.demonstration.conftest import OPENED
from tests.demonstration.crowds import QUESTIONNAIRES, SLUGS, organisation
from tests.respond.conftest import MORNING
from tests.results.sample import DAY, Fieldwork, store

NOW = int(MORNING)

Rows = Mapping[str, list[tuple[object, ...]]]


def filled(database: Database, slug: str, count: int, seed: int = 1) -> int:
    return fill(database.write, QUESTIONNAIRES, organisation(), slug, count, seed, NOW)


def everything(database: Database) -> Rows:
    """Every row of every table but the change counter."""

    def read(connection: Connection) -> Rows:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=str)
            for table in metadata.sorted_tables
            if table.name != "change"
        }

    return database.read_blocking(read)


def stored(database: Database) -> list[dict[str, object]]:
    """Every response, by the names of its columns."""
    names = [column.name for column in response.columns]
    return [dict(zip(names, row, strict=True)) for row in everything(database)["response"]]


def survey_of(database: Database, slug: str) -> Survey:
    found = database.read_blocking(survey_by_slug, slug)
    assert found is not None
    return found


def real_answer(database: Database, slug: str, state: str = "counted") -> None:
    """Somebody real answers the newest round."""
    survey = survey_of(database, slug)
    with database.write() as connection:
        _, version = fillable(connection, slug) if not real_answers(connection, survey.id) else (None, None)
        wave = waves_of(connection, survey.id)[-1]
        link = next(each for each in collectors_of(connection, wave.id) if each.code == "open")
        assert version is not None
        store(connection, Fieldwork(survey, version, wave, link.id), [{}], state=state)


def test_every_row_is_marked_counted_and_settled(opened: Database) -> None:
    counts = {"residents": 120, "staff": 50, "pulse": 24, "feedback": 16}
    assert {slug: filled(opened, slug, count) for slug, count in counts.items()} == counts
    rows = stored(opened)
    for row in rows:
        assert (row["demonstration"], row["state"], row["settled"]) == (True, "counted", True)
        assert str(row["day"]) <= "2027-06-03"
    assert len(rows) == sum(counts.values())


def test_the_same_seed_stores_the_same_rows_and_another_others(opened: Database) -> None:
    kept = []
    for seed in (1, 1, 2):
        filled(opened, "residents", 90, seed)
        kept.append({row["id"]: (row["day"], row["answers"], row["channel"], row["help"]) for row in stored(opened)})
    assert kept[0] == kept[1]
    assert not kept[0].keys() & kept[2].keys()
    assert set(kept[0].values()) != set(kept[2].values())


def test_filling_again_leaves_nothing_of_the_first_time(opened: Database) -> None:
    filled(opened, "residents", 60)
    first = everything(opened)
    filled(opened, "residents", 60)
    again = everything(opened)
    assert {name: len(rows) for name, rows in first.items()} == {name: len(rows) for name, rows in again.items()}


def test_residents_answer_two_earlier_years_and_the_open_round(opened: Database) -> None:
    filled(opened, "residents", 1_000)
    waves = opened.read_blocking(waves_of, survey_of(opened, "residents").id)
    assert [wave.number for wave in waves] == [1, 2, 3]
    assert [wave.closed_at(NOW) for wave in waves] == [True, True, False]
    by_wave = Counter(row["wave_id"] for row in stored(opened))
    assert [by_wave[wave.id] for wave in waves] == [280, 320, 400]
    assert waves[2].opens_at < OPENED - 26 * DAY
    days = {str(row["day"]) for row in stored(opened) if row["wave_id"] == waves[2].id}
    assert min(days) == "2027-05-07"
    assert len(days) == 28


@pytest.mark.parametrize("slug", ["staff", "pulse", "feedback"])
def test_surveys_that_staff_answer_get_rounds_of_their_own_only(opened: Database, slug: str) -> None:
    before = opened.read_blocking(waves_of, survey_of(opened, slug).id)
    filled(opened, slug, 100)
    *pretend, real = opened.read_blocking(waves_of, survey_of(opened, slug).id)
    assert (real.id, real.opens_at) == (before[0].id, before[0].opens_at)
    assert all(wave.closed_at(NOW) and wave.closes_at is not None for wave in pretend)
    assert max(wave.closes_at or 0 for wave in pretend) <= real.opens_at
    assert {row["wave_id"] for row in stored(opened)} == {wave.id for wave in pretend}
    assert {row[1] for row in everything(opened)["profile_answer"]} <= {wave.id for wave in pretend}
    assert bool(everything(opened)["profile_answer"]) == (slug == "staff")


async def test_nobody_can_start_in_a_pretend_round(opened: Database) -> None:
    for slug in SLUGS:
        before = await Directory(opened).at(slug, NOW)
        filled(opened, slug, 30)
        after = await Directory(opened).at(slug, NOW)
        assert before is not None
        assert after is not None
        assert [wave.id for wave in after.waves] == [wave.id for wave in before.waves]


def test_answers_come_by_every_way_each_with_its_link_and_place(opened: Database) -> None:
    filled(opened, "residents", 1_000)
    rows = stored(opened)
    assert {row["channel"] for row in rows} == {"web", "telephone", "paper"}
    places = {row["place"] for row in rows} - {""}
    assert places == {entry.label for entry in organisation().lists["libraries"]}
    assert {row["channel"] for row in rows if row["place"]} == {"web"}
    assert {row["pace"] for row in rows if row["channel"] != "web"} == {"unknown"}


@pytest.mark.parametrize("state", ["counted", "quarantined"])
@pytest.mark.parametrize("slug", SLUGS)
def test_where_somebody_real_has_answered_they_are_refused_and_nothing_changes(
    opened: Database, slug: str, state: str
) -> None:
    real_answer(opened, slug, state)
    before = everything(opened)
    with pytest.raises(ValueError, match=f"{slug} has real answers"):
        filled(opened, slug, 30)
    assert everything(opened) == before


def test_answers_that_were_taken_back_refuse_nothing(opened: Database) -> None:
    real_answer(opened, "residents", "withdrawn")
    assert filled(opened, "residents", 30) == 30


def test_a_survey_that_is_not_there_or_has_no_round_is_told(opened: Database) -> None:
    with opened.write() as connection:
        pulse = read_file(QUESTIONNAIRES / "pulse/questionnaire.toml", organisation())
        load(connection, "later", pulse, NOW, publishing=True)
        with pytest.raises(LookupError, match="survey open later"):
            fillable(connection, "later")
        with pytest.raises(LookupError, match="no survey nothing"):
            fillable(connection, "nothing")


@pytest.mark.parametrize("slug", SLUGS)
def test_removing_leaves_the_database_as_it_was(opened: Database, slug: str) -> None:
    before = everything(opened)
    filled(opened, slug, 40)
    assert everything(opened) != before
    assert remove_all(opened.write) == {slug: 40}
    assert everything(opened) == before
    assert remove_all(opened.write) == {}


def test_rounds_opened_meanwhile_and_real_answers_stay(opened: Database) -> None:
    filled(opened, "staff", 40)
    real_answer(opened, "staff")
    survey = survey_of(opened, "staff")
    with opened.write() as connection:
        later = open_wave(connection, survey.id, NOW + DAY)
        add_collector(connection, later.id, code="open")
    assert later.number == 4
    assert remove_all(opened.write) == {"staff": 40}
    left = opened.read_blocking(waves_of, survey.id)
    assert [wave.number for wave in left] == [1, 2]
    assert not any(made_up(opened.read_blocking(collectors_of, wave.id)) for wave in left)
    assert len(everything(opened)["response"]) == 1


def test_on_both_databases_they_are_stored_and_removed(database: Database) -> None:
    with database.write() as connection:
        staff = read_file(QUESTIONNAIRES / "staff/questionnaire.toml", organisation())
        survey = load(connection, "staff", staff, NOW, publishing=True).survey
        add_collector(connection, open_wave(connection, survey.id, NOW).id, code="open")
    before = everything(database)
    assert filled(database, "staff", 60) == 60
    assert len(everything(database)["profile_answer"]) > 60
    remove_all(database.write)
    assert everything(database) == before


def test_readers_of_the_columns_see_them_come_and_go(opened: Database) -> None:
    survey = survey_of(opened, "residents")
    columns = opened.read_blocking(refresh, None, survey.id)
    assert columns.block.size == 0
    filled(opened, "residents", 200)
    columns = opened.read_blocking(refresh, columns, survey.id)
    assert columns.block.size == 200
    assert columns.facts.demonstration.all()
    assert (columns.facts.state == State.COUNTED).all()
    live = opened.read_blocking(waves_of, survey.id)[-1]
    assert is_pretend(columns)
    assert 70 <= population(columns, live.id).sum() <= 80
    remove_all(opened.write)
    columns = opened.read_blocking(refresh, columns, survey.id)
    assert columns.block.size == 0
    assert not population(columns, live.id).any()


def test_rows_deleted_without_a_new_epoch_would_still_be_seen(opened: Database) -> None:
    survey = survey_of(opened, "residents")
    filled(opened, "residents", 20)
    columns = opened.read_blocking(refresh, None, survey.id)
    with opened.write() as connection:
        next_stamp(connection)
        connection.execute(delete(response))
    assert opened.read_blocking(refresh, columns, survey.id).block.size == 20


def test_once_somebody_real_answers_pretend_ones_are_in_no_figure(opened: Database) -> None:
    survey = survey_of(opened, "residents")
    filled(opened, "residents", 50)
    real_answer(opened, "residents")
    columns = opened.read_blocking(refresh, None, survey.id)
    assert not is_pretend(columns)
    counts = [int(population(columns, wave.id).sum()) for wave in opened.read_blocking(waves_of, survey.id)]
    assert counts == [0, 0, 1]
