"""Tables as JSON for programs: figures with what they are of, and the manifest in one document.

The shape is that of the structs below: docs/guide/downloads.md has it in words.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from survey_app.results.files.manifest import Manifest
from survey_app.results.files.tables import FileTable, Row, base_of

SHAPE = 1
"""Of which shape a document is: one that programs must read in another way has the next number."""


class Answer(Struct, frozen=True):
    """One row. `people` and `per_cent` are null where `sign` stands for them, or where a row has no percentage. `base`
    is an answer's own, null where it is the group's; `average` is of a row that is no people."""

    answer: str
    in_base: bool
    people: int | None
    per_cent: int | None
    sign: str | None
    base: int | None = None
    average: float | None = None


class Group(Struct, frozen=True):
    """The rows of one group of people, everybody where it has no name. `base` is null where it is hidden."""

    group: str
    base: int | None
    rows: tuple[Answer, ...]


class Table(Struct, frozen=True):
    """One table, of the question under `key`. `row` is the row of an item list, else empty."""

    key: str
    number: str
    question: str
    row: str
    sentence: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...]


class Figures(Struct, frozen=True):
    """Every table of a round, and how they were made."""

    shape: int
    manifest: Manifest
    signs: dict[str, str]
    tables: tuple[Table, ...]


SIGNS = {
    "[c]": "hidden to protect people",
    "[z]": "not applicable: this answer was not offered",
}


def tables_json(tables: Sequence[FileTable], made: Manifest) -> bytes:
    """The document of some tables."""
    document = Figures(SHAPE, made, SIGNS, tuple(_table(each) for each in tables))
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _table(table: FileTable) -> Table:
    groups = tuple(_groups(table))
    return Table(table.key, table.number, table.question, table.heading, table.sentence, groups, table.notes)


def _groups(table: FileTable) -> Iterator[Group]:
    for name, rows in table.groups.items():
        yield Group(name, base_of(rows), tuple(_answer(row) for row in rows))


def _answer(row: Row) -> Answer:
    sign = None if row.cell.sign is None else row.cell.sign.value
    return Answer(row.label, row.inside, row.cell.count, row.cell.percent, sign, row.cell.of, row.value)
