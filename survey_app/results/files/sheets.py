"""The sheets of a workbook of tables, as every spreadsheet format draws them: cover, contents, notes, manifest, tables.

The layout is that of the United Kingdom's guidance for accessible spreadsheets: the title in A1, what the table is of
below it, one table a sheet with one row of unique headings, no empty cell inside, nothing below it, numbers as numbers.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from survey_app.results.disclosure import Sign
from survey_app.results.files.manifest import Manifest, VersionLine
from survey_app.results.files.tables import FileTable, Row, base_of

SHEET_NAME: Final = 31
"""Characters of a sheet's name in Excel."""

WORDS_WIDTH: Final = 90
"""Of a column of sentences, in characters."""

FIRST_WIDTH: Final = 24
NUMBERS_WIDTH: Final = 14
WIDEST: Final = 70

SHORTHAND: Final = (
    (Sign.HIDDEN.value, "Hidden to protect people: fewer than 10, nearly everybody, or what would tell of these."),
    (Sign.NOT_OFFERED.value, "Not applicable: this answer was not offered, or a percentage is not made of this row."),
)

Value: TypeAlias = float | str


class Sheet(Struct, frozen=True):
    """One sheet. `headings` are empty on the cover, which has no table; `marked` is the table's own name. With `links`
    the first column leads to the sheets that it names. `widths` are in characters."""

    name: str
    title: str
    above: tuple[str, ...]
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    marked: str = ""
    widths: tuple[int, ...] = (WORDS_WIDTH,)
    links: bool = False


def sheets_of(tables: Sequence[FileTable], made: Manifest) -> tuple[Sheet, ...]:
    """Every sheet of a workbook of some tables."""
    names = sheet_names(tables)
    titles = [(name, table.title) for name, table in zip(names, tables, strict=True)]
    first = (("Notes", "What the signs mean"), ("About this file", "How the file was made"))
    return (
        Sheet("Cover", made.title, tuple(_cover(made))),
        _words("Contents", "Each name leads to its sheet.", "Sheet", "Table", (*first, *titles)),
        _words("Notes", "It says what stands in a cell in place of a number.", "Sign", "Meaning", SHORTHAND),
        _words("About this file", "It is the manifest of this file.", "What", "Value", tuple(said(made))),
        *(_table(table, name, made) for table, name in zip(tables, names, strict=True)),
    )


def sheet_names(tables: Sequence[FileTable]) -> list[str]:
    """Short unique names of sheets: the keys, cut to what a sheet's name may be."""
    taken = {"cover", "contents", "notes", "about this file", "history"}  # Excel keeps the last for itself
    names: list[str] = []
    for table in tables:
        stem = re.sub(r"[\[\]:*?/\\']", "_", table.key)[: SHEET_NAME - 4] or "table"
        name, number = stem, 2
        while name.lower() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def said(made: Manifest) -> Iterator[tuple[str, str]]:
    """What a manifest says, a line each. Bases stand in the tables themselves."""
    for name in Manifest.__struct_fields__:
        value = getattr(made, name)
        if name in {"bases", "responses", "choices"}:
            yield from ((f"{name}: {key}", str(each)) for key, each in value.items() if name != "bases")
        elif isinstance(value, tuple):
            yield from ((f"{name} {place}", _in_words(each)) for place, each in enumerate(value, start=1))
        elif value not in ("", 0):
            yield name.replace("_", " "), {True: "yes", False: "no"}.get(value, str(value))


def _in_words(value: object) -> str:
    return f"{value.number}, {value.content_hash}" if isinstance(value, VersionLine) else str(value)


def _cover(made: Manifest) -> Iterator[str]:
    counted = made.responses.get("counted")
    lines = [
        made.pretend,
        *made.rounds,
        made.showing,
        "" if counted is None else f"People counted in this round: {counted}",
        *made.notes,
        *made.samples,
        made.rules,
        "How to read it: the sheet Contents leads to each table, Notes explains the signs, About this file says how "
        "the file was made.",
        f"Source: {made.organisation}, {made.title}, made by {made.software}.",
        f"Contact: {made.contact}",
        f"File {made.file}, made on {made.made_at[:10]}",
    ]
    return (words for words in lines if words)


def _words(name: str, above: str, first: str, second: str, rows: Sequence[tuple[str, str]]) -> Sheet:
    marked = name.lower().replace(" ", "_")
    widths = (FIRST_WIDTH, WORDS_WIDTH)
    above = f"This sheet has one table. {above}"
    return Sheet(name, name, (above,), (first, second), tuple(rows), marked, widths, links=name == "Contents")


def _table(table: FileTable, name: str, made: Manifest) -> Sheet:
    above = (
        made.pretend,
        table.sentence,
        table.base,
        f"{'; '.join(made.rounds)}. {made.showing}",
        *table.notes,
        "[c] means hidden to protect people, [z] not applicable.",
    )
    columns = list(_columns(table))
    rows = [
        (row.label, *(values[place] for _, values in columns), "Yes" if row.inside else "No")
        for place, row in enumerate(next(iter(table.groups.values()), ()))
    ]
    headings = ("Answer", *(heading for heading, _ in columns), "Counted in the base")
    first = min(WIDEST, max((len(row.label) for row in table.rows), default=0) + 2)
    return Sheet(
        name,
        table.title,
        tuple(words for words in above if words),
        headings,
        tuple(rows),
        f"table_{re.sub('[^A-Za-z0-9]', '_', name)}",
        (first, *[NUMBERS_WIDTH] * (len(headings) - 1)),
    )


def _columns(table: FileTable) -> Iterator[tuple[str, list[Value]]]:
    """The columns of numbers with their headings: people and, where any are shown, per cent, for each group. Of how
    many people stands beside them where answers have bases of their own."""
    for group, rows in table.groups.items():
        before = f"{group}: " if group else ""
        yield f"{before}People", [_value(row, row.cell.count) for row in rows]
        if table.shares:
            yield f"{before}Per cent", [_value(row, row.cell.percent) for row in rows]
        if table.own_bases:
            yield f"{before}Of how many people", [_value(row, _base(row, rows)) for row in rows]
        if table.averaged:
            yield f"{before}Average or middle", [_value(row, row.value) for row in rows]


def _base(row: Row, rows: Sequence[Row]) -> int | None:
    """Of how many people an answer is; rows that are no answers are of nobody."""
    if not row.inside or row.cell.count is None:
        return None
    return base_of(rows) if row.cell.of is None else row.cell.of


def _value(row: Row, number: float | None) -> Value:
    """A number, or the sign that stands for it: no cell of a table is empty."""
    return number if number is not None else (row.cell.sign or Sign.NOT_OFFERED).value
