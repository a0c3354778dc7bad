"""The audit log tells when anybody changed it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.team import audit
from survey_app.team.audit import CHUNK, Event, append, verify
from tests.team.cast import NOON, Cast

Tamper = Callable[[Connection, int], object]
"""Changes the log at one entry, given by its sequence."""

Entry = tuple[int, int | None, Event, dict[str, str]]

OTHER_KEYS = Keys(bytes(32))

entries = st.lists(
    st.tuples(
        st.integers(0, 2**40),
        st.none() | st.integers(1, 9),
        st.sampled_from(Event),
        st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=2),
    ),
    min_size=3,
    max_size=8,
)


def at_entry(number: int, /, **changed: object) -> Callable[[Connection], object]:
    """An edit of one entry by somebody with the database's password."""
    return lambda connection: connection.execute(update(audit).where(audit.c.sequence == number).values(**changed))


def edit_time(connection: Connection, sequence: int) -> None:
    connection.execute(update(audit).where(audit.c.sequence == sequence).values(at=audit.c.at + 1))


def edit_member(connection: Connection, sequence: int) -> None:
    at_entry(sequence, member_id=10)(connection)


def edit_event(connection: Connection, sequence: int) -> None:
    at_entry(sequence, event="nothing")(connection)


def edit_detail(connection: Connection, sequence: int) -> None:
    connection.execute(update(audit).where(audit.c.sequence == sequence).values(detail=audit.c.detail + " "))


def edit_chain(connection: Connection, sequence: int) -> None:
    at_entry(sequence, chain=bytes(32))(connection)


def remove(connection: Connection, sequence: int) -> None:
    connection.execute(delete(audit).where(audit.c.sequence == sequence))


def remove_and_close_up(connection: Connection, sequence: int) -> None:
    remove(connection, sequence)
    later = select(audit.c.sequence).where(audit.c.sequence > sequence).order_by(audit.c.sequence)
    for number in connection.execute(later).scalars().all():
        at_entry(number, sequence=number - 1)(connection)


def swap_with_next(connection: Connection, sequence: int) -> None:
    at_entry(sequence, sequence=-1)(connection)
    at_entry(sequence + 1, sequence=sequence)(connection)
    at_entry(-1, sequence=sequence + 1)(connection)


def write_again_with_another_key(connection: Connection, sequence: int) -> None:
    row = connection.execute(select(audit).where(audit.c.sequence == sequence)).one()
    connection.execute(delete(audit).where(audit.c.sequence >= sequence))
    append(connection, OTHER_KEYS, row.at, row.member_id, Event(row.event))


def add_without_the_key(connection: Connection, sequence: int) -> None:
    last = connection.execute(select(audit).order_by(audit.c.sequence.desc()).limit(1)).one()
    connection.execute(insert(audit).values({**last._mapping, "sequence": last.sequence + 1}))


TAMPERS: tuple[Tamper, ...] = (
    edit_time,
    edit_member,
    edit_event,
    edit_detail,
    edit_chain,
    remove,
    remove_and_close_up,
    swap_with_next,
    write_again_with_another_key,
    add_without_the_key,
)


# the database may be shared by the examples: each rolls back what it wrote
@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(tamper=st.sampled_from(TAMPERS), written=entries, place=st.data())
def test_any_change_to_the_log_is_found_and_an_unchanged_log_is_whole(
    database: Database, keys: Keys, tamper: Tamper, written: list[Entry], place: st.DataObject
) -> None:
    with database.lock.held(), database.writing.connect() as connection, connection.begin() as transaction:
        for at, member_id, event, detail in written:
            append(connection, keys, at, member_id, event, detail)
        assert verify(connection, keys) is None
        tamper(connection, place.draw(st.integers(1, len(written) - 1)))
        assert verify(connection, keys) is not None
        transaction.rollback()


def test_the_first_broken_entry_is_named(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        edit_detail(connection, 3)
        assert verify(connection, keys) == 3


def test_cutting_off_the_newest_entries_is_not_found_by_the_chain_alone(database: Database, keys: Keys) -> None:
    with database.write() as connection:
        for _ in range(3):
            append(connection, keys, NOON, None, Event.SURVEY_TRIED)
        connection.execute(delete(audit).where(audit.c.sequence == 3))
        assert verify(connection, keys) is None


def test_an_empty_log_is_whole(database: Database, keys: Keys) -> None:
    assert database.read_blocking(verify, keys) is None


def test_another_servers_key_does_not_verify_the_log(database: Database, keys: Keys, cast: Cast) -> None:
    assert database.read_blocking(verify, keys) is None
    assert database.read_blocking(verify, OTHER_KEYS) == 1


def test_the_log_tells_who_was_added_and_what_they_were_given(database: Database, cast: Cast) -> None:
    with database.write() as connection:
        events = connection.execute(select(audit.c.event).order_by(audit.c.sequence)).scalars().all()
    assert events.count(Event.MEMBER_ADDED) == 4
    assert events.count(Event.PERMISSION_GRANTED) == 4


def test_the_log_holds_no_address(database: Database, cast: Cast) -> None:
    with database.write() as connection:
        assert not any("council.test" in detail for detail in connection.execute(select(audit.c.detail)).scalars())


def test_an_entry_put_before_the_first_is_found(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        first = connection.execute(select(audit).where(audit.c.sequence == 1)).one()
        connection.execute(insert(audit).values({**first._mapping, "sequence": 0}))
        assert verify(connection, keys) == 1


def test_a_log_longer_than_one_reading_is_checked_to_its_end(database: Database, keys: Keys) -> None:
    with database.write() as connection:
        for minute in range(CHUNK + 2):
            append(connection, keys, NOON + minute, None, Event.SURVEY_TRIED)
    assert database.read_blocking(verify, keys) is None
    with database.write() as connection:
        edit_time(connection, CHUNK + 1)
    assert database.read_blocking(verify, keys) == CHUNK + 1


def test_entries_written_at_the_same_time_stand_in_one_chain(database: Database, keys: Keys, cast: Cast) -> None:
    def write(_: int) -> None:
        with database.write() as connection:
            append(connection, keys, NOON, None, Event.SURVEY_TRIED)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(20)))
    assert database.read_blocking(verify, keys) is None
