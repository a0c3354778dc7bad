"""Contact details and answers: after the night nothing in the database says which belong together.

What is looked for is looked for in the unsettled tables too, where PostgreSQL shows it, and on SQLite in a table whose
rows are numbered as they come, where it must be found.
"""

from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import Table

from survey_app.database import Database
from survey_app.respond.contacts import KeptContact, keep_contact, settle_contacts
from survey_app.respond.sealing import Contact, open_contact, seal_contact
from survey_app.respond.settling import settle
from survey_app.respond.tokens import contact_id
from survey_app.settings import Keys
from survey_app.tables.respond import contact, receipt, response
from survey_app.writer import Writer
from tests.respond.fieldwork import DAY, NEXT_DAY, Field, in_the_field, new_key
from tests.respond.traces import SCORE, everything, score, telling
from tests.respond.wires import CONTACT_KEYS

PEOPLE = 120
KEYS = Keys(b"k" * 32)
Row = dict[str, object]


@pytest.fixture
async def writer(database: Database) -> AsyncIterator[Writer]:
    """A started writer, which has settled contact details of the day before."""
    started = Writer(database)
    started.start()
    await started.transaction(settle_contacts, DAY)
    yield started
    await started.stop()


@pytest.fixture
def field(database: Database) -> Field:
    """A survey in the field."""
    return in_the_field(database)


async def answer_and_leave(writer: Writer, field: Field, count: int, day: str = DAY) -> list[bytes]:
    """People who send and leave their details, one after the other; gives their keys in that order."""
    keys = [new_key() for _ in range(count)]
    for key in keys:
        await writer.write(field.begin(key))
        await writer.write(field.send(key, day=day))
        await writer.transaction(keep_contact, details(field, key))
    return keys


def details(field: Field, key: bytes) -> KeptContact:
    """What somebody leaves, with their key for an address."""
    sealed = seal_contact(CONTACT_KEYS.public, Contact(purposes=("follow_up",), email=key.hex()))
    return KeptContact(
        id=contact_id(KEYS, key),
        wave_id=field.wave_id,
        sealed=sealed,
        erase_by="2027-06-01",
        erase_after_days=30,
    )


def of_each(database: Database, keys: Sequence[bytes]) -> tuple[list[Row], list[Row]]:
    """Each person's contact and response, in the order in which they came."""
    opened = {_owner(row): row for row in everything(database, contact)}
    answers = everything(database, response)
    theirs = [next(row for row in answers if key.hex() in str(row["answers"])) for key in keys]
    return [opened[key.hex()] for key in keys], theirs


def _owner(row: Row) -> str:
    sealed = row["sealed"]
    assert isinstance(sealed, bytes)
    return open_contact(CONTACT_KEYS.private, sealed).email


def joining(contacts: Sequence[Row], others: Sequence[Row]) -> set[tuple[str, str]]:
    """Pairs of columns by which a contact finds its own row: the same value, or an order that is alike."""
    return {
        (ours, theirs)
        for ours in contacts[0]
        for theirs in others[0]
        if _equal(contacts, ours, others, theirs) or _alike(contacts, ours, others, theirs)
    }


def _equal(contacts: Sequence[Row], ours: str, others: Sequence[Row], theirs: str) -> bool:
    values = [str(row[theirs]) for row in others]
    same = sum(str(row[ours]) == value for row, value in zip(contacts, values, strict=True))
    return len(set(values)) > 1 and same > 1


def _alike(contacts: Sequence[Row], ours: str, others: Sequence[Row], theirs: str) -> bool:
    places = sorted(range(len(others)), key=lambda place: score_key(others[place][theirs]))
    if len({str(row[theirs]) for row in others}) == 1:
        return False
    return score(range(len(others)), [contacts[place][ours] for place in places]) > SCORE


def score_key(value: object) -> tuple[float, str]:
    """What sorts values of any kind: places in a table by page and row, numbers by their size."""
    text = str(value)
    if text.startswith("("):
        page, row = text.strip("()").split(",")
        return int(page) * 1000.0 + int(row), ""
    return (float(text), "") if text.lstrip("-").isdigit() else (0.0, text)


async def test_nothing_joins_contact_details_and_answers_after_the_night(
    database: Database, writer: Writer, field: Field
) -> None:
    keys = await answer_and_leave(writer, field, PEOPLE)
    contacts, answers = of_each(database, keys)
    before = joining(contacts, answers)
    assert before == set() if database.sqlite else {("xmin", "xmin"), ("ctid", "stamp")} <= before
    assert await writer.transaction(settle, NEXT_DAY) == PEOPLE
    assert await writer.transaction(settle_contacts, NEXT_DAY) == PEOPLE
    contacts, answers = of_each(database, keys)
    assert joining(contacts, answers) == set()
    assert telling(contacts, range(PEOPLE), known=["sealed"]) == set()
    for table in (receipt, response):
        assert not _values(database, contact) & _values(database, table)


def test_a_table_that_numbers_its_rows_as_they_come_is_found_out() -> None:
    arrivals: list[Row] = [{"id": place, "sealed": str(place * 7919 % 1009)} for place in range(PEOPLE)]
    stamped: list[Row] = [{"stamp": place + 300} for place in range(PEOPLE)]
    assert joining(arrivals, stamped) == {("id", "stamp")}
    numbered: list[Row] = [{"of": place} for place in range(PEOPLE)]
    assert joining(arrivals, numbered) == {("id", "of")}


async def test_who_comes_alone_on_a_quiet_day_is_not_told_from_the_others(
    database: Database, writer: Writer, field: Field
) -> None:
    await answer_and_leave(writer, field, PEOPLE)
    await writer.transaction(settle_contacts, NEXT_DAY)
    await writer.transaction(settle, NEXT_DAY)
    await answer_and_leave(writer, field, 1, NEXT_DAY)
    assert sorted(str(row["settled"]) for row in everything(database, contact))[0] == "False"  # the control
    await writer.transaction(settle_contacts, "2027-01-17")
    await writer.transaction(settle, "2027-01-17")
    rows = everything(database, contact)
    assert {row["settled"] for row in rows} == {True}
    for name in ("xmin", "xmax", "erase_by"):
        assert len({str(row.get(name)) for row in rows}) == 1


async def test_details_are_settled_once_for_each_day_and_every_one_is_there_after_it(
    database: Database, writer: Writer, field: Field
) -> None:
    keys = await answer_and_leave(writer, field, 5)
    before = _plain(database)
    assert await writer.transaction(settle_contacts, DAY) == 0  # the running day is left alone
    assert await writer.transaction(settle_contacts, NEXT_DAY) == 5
    assert await writer.transaction(settle_contacts, NEXT_DAY) == 0
    assert _plain(database) == before
    assert sorted(_owner(row) for row in everything(database, contact)) == sorted(key.hex() for key in keys)


def _plain(database: Database) -> list[tuple[str, ...]]:
    names = ("id", "wave_id", "sealed", "erase_by", "erase_after_days")
    return sorted(tuple(str(row[name]) for name in names) for row in everything(database, contact))


def _values(database: Database, table: Table) -> set[str]:
    """What is long enough to say whose a row is."""
    hidden = {"xmin", "xmax", "ctid", "cmin", "cmax", "tableoid"}
    rows = everything(database, table)
    return {str(row[name]) for row in rows for name in row if name not in hidden and len(str(row[name])) > 10}
