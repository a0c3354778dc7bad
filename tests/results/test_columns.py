"""Columns follow the database through sends, settling, withdrawals, new versions and restores, on both databases."""

import secrets
from collections import Counter

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select, update

from survey_app.database import Database
from survey_app.respond.responses import next_stamp, withdraw
from survey_app.respond.settling import settle
from survey_app.results import columns as columns_module
from survey_app.results import feed
from survey_app.results.blocks import State
from survey_app.results.coding import Coded, Stored
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.planes import BEHIND
from survey_app.results.tabulate import rows_where, tabulate
from survey_app.surveys.surveys import load
from survey_app.tables.respond import change, receipt, response
from tests.results.sample import (
    FIRST,
    NOON,
    Fieldwork,
    begin_epoch,
    change_state,
    open_survey,
    second,
    store,
    stored_answers,
    versions,
)

DAILY: dict[str, Stored] = {"Q1": "daily", "Q2": ("phone", "other"), "Q5": 7, "Q6": "words", "Q7": "north"}
NEVER: dict[str, Stored] = {"Q1": "never", "Q2": None, "Q7": "away"}


@pytest.fixture
def fieldwork(database: Database) -> Fieldwork:
    """The sample survey, open."""
    with database.write() as connection:
        return open_survey(connection)


def refreshed(database: Database, columns: ColumnSet | None, fieldwork: Fieldwork) -> ColumnSet:
    return database.read_blocking(refresh, columns, fieldwork.survey.id)


def often(columns: ColumnSet, state: State = State.COUNTED) -> Counter[str]:
    """Answers to the first question by code, of responses in a state."""
    place = next(place for place, coding in enumerate(columns.codings) if coding.key == "Q1")
    coding = columns.codings[place]
    tally = tabulate(coding, columns.block.answers[place], rows_where(columns.facts.state == state))
    return Counter(dict(zip((option.code for option in coding.options), tally.counts, strict=True))) + Counter()


def stored_again(database: Database, fieldwork: Fieldwork) -> Counter[str]:
    """The same straight from the table."""
    with database.write() as connection:
        rows = connection.execute(select(response).where(response.c.survey_id == fieldwork.survey.id)).all()
    found = [msgspec.json.decode(row.answers).get("Q1") for row in rows if row.state == "counted"]
    return Counter(code for code in found if code)


def test_an_empty_survey_has_empty_columns(database: Database, fieldwork: Fieldwork) -> None:
    columns = refreshed(database, None, fieldwork)
    assert columns.block.size == 0
    assert [coding.key for coding in columns.codings][:2] == ["Q1", "Q2"]


def test_a_new_response_is_there_at_the_next_refresh(database: Database, fieldwork: Fieldwork) -> None:
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        store(connection, fieldwork, [DAILY, NEVER])
    after = refreshed(database, before, fieldwork)
    assert often(after) == {"daily": 1, "never": 1}
    assert before.block.size == 0
    assert refreshed(database, after, fieldwork) is after


def test_facts_are_kept_beside_the_answers(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        ids = store(connection, fieldwork, [NEVER], channel="paper", help="helped", demonstration=True)
    facts = (columns := refreshed(database, None, fieldwork)).facts
    assert facts.ids.tolist() == ids
    assert facts.channel.tolist() == [columns.number_of_word("paper")]
    assert facts.help.tolist() == [columns.number_of_word("helped")]
    assert columns.number_of_word("telephone") == -1
    assert (facts.demonstration.tolist(), facts.outside.tolist()) == ([True], [True])
    assert facts.wave.tolist() == [fieldwork.wave.id]


def test_responses_of_other_surveys_stay_out(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        other = open_survey(connection, slug="other")
        store(connection, other, [NEVER])
        store(connection, fieldwork, [DAILY])
    assert often(refreshed(database, None, fieldwork)) == {"daily": 1}


def test_a_change_of_state_moves_a_response(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        first, _ = store(connection, fieldwork, [DAILY, NEVER])
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        change_state(connection, first, "quarantined")
    after = refreshed(database, before, fieldwork)
    assert (often(after), often(after, State.QUARANTINED)) == ({"never": 1}, {"daily": 1})
    assert often(before) == {"daily": 1, "never": 1}


def test_a_withdrawal_takes_its_answers_out_of_the_columns(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        first, _ = store(connection, fieldwork, [DAILY, NEVER])
        connection.execute(insert(receipt).values(code_hash=b"r" * 32, response_id=first, settled=False))
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        assert withdraw(connection, b"r" * 32, "2026-05-29")
    after = refreshed(database, before, fieldwork)
    assert often(after) == {"never": 1}
    assert after.facts.state.tolist().count(State.WITHDRAWN) == 1
    assert after.block.size == 2
    assert not any(np.shares_memory(one.codes, other.codes) for one, other in answers_of(before, after))


def test_in_a_large_survey_what_changed_is_counted_as_it_is_now(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        fieldwork = open_survey(connection)
        ids = store(connection, fieldwork, [DAILY] * BEHIND + [NEVER] * 200)
    before = refreshed(sqlite_database, None, fieldwork)
    assert all(column.planes for column in before.block.answers)
    with sqlite_database.write() as connection:
        for each in ids[100:BEHIND:400]:
            change_state(connection, each, "quarantined")
        blank = update(response).where(response.c.id.in_(ids[50::300]))
        connection.execute(blank.values(answers='{"Q1": "weekly", "Q2": ["none"]}', stamp=next_stamp(connection)))
        store(connection, fieldwork, [NEVER] * 7)
    after = refreshed(sqlite_database, before, fieldwork)
    assert often(after) == stored_again(sqlite_database, fieldwork)
    assert often(after)["weekly"] == len(ids[50::300])
    assert often(before) == {"daily": BEHIND, "never": 200}
    assert content(after) == content(refreshed(sqlite_database, None, fieldwork))


def answers_of(before: ColumnSet, after: ColumnSet) -> list[tuple[Coded, Coded]]:
    return list(zip(before.block.answers, after.block.answers, strict=True))


def test_settling_changes_stamps_and_nothing_else(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        store(connection, fieldwork, [DAILY, NEVER, DAILY])
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        assert settle(connection, "2026-05-29") == 3
        store(connection, fieldwork, [DAILY])
    after = refreshed(database, before, fieldwork)
    assert often(after) == {"daily": 3, "never": 1} == stored_again(database, fieldwork)
    assert after.facts.ids.tolist()[:3] == before.facts.ids.tolist()
    assert np.shares_memory(before.facts.ids, after.facts.ids)


def test_another_epoch_reloads_everything(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        store(connection, fieldwork, [DAILY, NEVER])
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        redraw_ids(connection)
    after = refreshed(database, before, fieldwork)
    assert often(after) == often(before)
    assert not set(after.facts.ids.tolist()) & set(before.facts.ids.tolist())


def redraw_ids(connection: Connection) -> None:
    """New ids for all and a new epoch, as at the withdrawal deadline."""
    for each in connection.execute(select(response.c.id)).scalars().all():
        connection.execute(update(response).where(response.c.id == each).values(id=secrets.randbits(63)))
    n = connection.execute(select(change.c.n)).scalar_one()
    begin_epoch(connection, "redrawn", n)


def test_a_lower_number_reloads_everything(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        epoch = connection.execute(select(change.c.epoch)).scalar_one()
        store(connection, fieldwork, [DAILY, NEVER])
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:  # a copy of the database from before the second send
        connection.execute(response.delete().where(response.c.answers.contains("never")))
        connection.execute(update(response).values(stamp=0))
        begin_epoch(connection, epoch, 0)
    assert often(refreshed(database, before, fieldwork)) == {"daily": 1}


def test_negative_control_rows_behind_the_stamp_are_not_seen(database: Database, fieldwork: Fieldwork) -> None:
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        store(connection, fieldwork, [DAILY])
        connection.execute(update(response).values(stamp=-1))
    assert often(refreshed(database, before, fieldwork)) == {}


def test_a_new_version_is_learnt_with_its_first_response(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        store(connection, fieldwork, [DAILY])
    before = refreshed(database, None, fieldwork)
    with database.write() as connection:
        newer = load(connection, "residents", second(), NOON, publishing=True).version
        store(connection, fieldwork, [{"Q9": "yes", "Q1": "monthly"}], version_id=newer.id)
    after = refreshed(database, before, fieldwork)
    assert often(after) == {"daily": 1, "monthly": 1}
    assert after.codings[0].key == "Q9"


def test_chunks_meet_without_a_gap_or_a_repeat(
    database: Database, fieldwork: Fieldwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "CHUNK", 3)
    monkeypatch.setattr(feed, "_changed", feed._changed.limit(3))
    monkeypatch.setattr(columns_module, "PORTION", 4)
    with database.write() as connection:
        for size in (1, 7, 3, 2):
            store(connection, fieldwork, [DAILY] * size)
    columns = refreshed(database, None, fieldwork)
    assert (columns.block.size, often(columns)) == (13, {"daily": 13})


def test_a_row_stamped_anew_while_chunks_are_read_counts_once(
    database: Database, fieldwork: Fieldwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "CHUNK", 2)
    monkeypatch.setattr(feed, "_changed", feed._changed.limit(2))
    with database.write() as connection:
        store(connection, fieldwork, [DAILY] * 3, ids=[1, 2, 3])
        up_to = connection.execute(select(change.c.n)).scalar_one()
    chunks = []
    with database.reading.connect() as reading:
        for chunk in feed.changed_since(reading, fieldwork.survey.id, -1, up_to + 1):
            chunks.append([row.id for row in chunk])
            if len(chunks) == 1:
                with database.write() as connection:
                    again = next_stamp(connection)
                    connection.execute(update(response).where(response.c.id == 1).values(stamp=again))
    assert chunks == [[1, 2], [3, 1]]
    assert often(refreshed(database, None, fieldwork)) == {"daily": 3}


def test_answers_of_a_version_that_is_not_stored_are_a_fault(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        fieldwork = open_survey(connection)
        other = open_survey(connection, slug="other")
        store(connection, fieldwork, [DAILY], version_id=other.version.id)
    with pytest.raises(LookupError, match="which is not stored for its survey"):
        refreshed(sqlite_database, None, fieldwork)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_however_it_is_refreshed_it_is_what_a_reload_gives(sqlite_database: Database, data: st.DataObject) -> None:
    with sqlite_database.write() as connection:
        fieldwork = open_survey(connection, slug=f"s{secrets.token_hex(8)}")
    columns: ColumnSet | None = None
    ids: list[int] = []
    for step in data.draw(st.lists(st.sampled_from(["send", "state", "settle", "refresh"]), max_size=8)):
        with sqlite_database.write() as connection:
            match step:
                case "send":
                    ids += store(connection, fieldwork, data.draw(st.lists(stored_answers(), min_size=1, max_size=3)))
                case "state" if ids:
                    state = data.draw(st.sampled_from(["counted", "quarantined", "withdrawn", "erased"]))
                    change_state(connection, data.draw(st.sampled_from(ids)), state)
                case "settle":
                    settle(connection, "2026-06-01")
        if step == "refresh":
            columns = refreshed(sqlite_database, columns, fieldwork)
    assert content(refreshed(sqlite_database, columns, fieldwork)) == content(
        refreshed(sqlite_database, None, fieldwork)
    )


def content(columns: ColumnSet) -> dict[int, list[object]]:
    """Every response by id, whatever row it is in."""
    order = np.argsort(columns.facts.ids)
    arrays = [getattr(columns.facts, name)[order].tolist() for name in ("state", "version", "day", "outside")]
    for column in columns.block.answers:
        arrays += [column.codes[order].tolist(), *([] if column.ticks is None else [column.ticks[order].tolist()])]
        arrays += [] if column.numbers is None else [[str(each) for each in column.numbers[order]]]
    return dict(zip(columns.facts.ids[order].tolist(), map(list, zip(*arrays, strict=True)), strict=True))


def test_the_sample_has_the_versions_that_these_tests_name() -> None:
    assert [version.questionnaire.title for version in versions(FIRST, second())] == [FIRST.title] * 2
