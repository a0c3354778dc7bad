"""The report of a round's figures as pieces of a document: what it is of, then each question with chart and table.

It is made from tables by the public rules, so that it may be passed on.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from survey_app.results.disclosure import Sign
from survey_app.results.files.cells import Exported, in_one_line
from survey_app.results.files.drawing import drawing
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.shapes import Drawing
from survey_app.results.files.sheets import SHORTHAND, said
from survey_app.results.files.tables import FileTable, Row

SOURCE = "How these figures were made"


class Grid(Struct, frozen=True):
    """One table: what it is of, its row of headings, and its rows of as many cells. `numbers` is whether all but the
    first are."""

    caption: Exported
    headings: tuple[Exported, ...]
    rows: tuple[tuple[Exported, ...], ...]
    numbers: bool = True


class Piece(Struct, frozen=True):
    """One part under a heading of level 1 to 3, or without a heading under the one before."""

    heading: Exported
    level: int
    paragraphs: tuple[Exported, ...] = ()
    chart: Drawing | None = None
    grid: Grid | None = None
    notes: tuple[Exported, ...] = ()


class Report(Struct, frozen=True):
    """A document. `made_at` is UTC."""

    title: Exported
    subject: Exported
    file: str
    made_at: str
    pieces: tuple[Piece, ...]


def report(tables: Sequence[FileTable], made: Manifest) -> Report:
    """The report of some tables of everybody."""
    subject = in_one_line("; ".join(made.rounds))
    pieces = (_about(made), *_questions(tables, made), _source(made))
    return Report(in_one_line(made.title), subject, made.file, made.made_at, pieces)


def _about(made: Manifest) -> Piece:
    counted = made.responses.get("counted")
    words = [
        made.pretend,
        *made.rounds,
        "" if counted is None else f"{counted:,} people answered." if isinstance(counted, int) else "",
        *made.samples,
        *made.notes,
        made.rules,
        *(f"{sign} means: {meaning}" for sign, meaning in SHORTHAND),
    ]
    return Piece(in_one_line("About these figures"), 1, _lines(words))


def _questions(tables: Sequence[FileTable], made: Manifest) -> Iterator[Piece]:
    yield Piece(in_one_line("Figures"), 1)
    for (number, question), group in groupby(tables, key=lambda table: (table.number, table.question)):
        rows = list(group)
        title = f"{number}. {question}" if number else question
        if len(rows) == 1 and not rows[0].heading:
            yield _piece(title, 2, rows[0], made)
        else:
            yield Piece(in_one_line(title), 2)
            yield from (_piece(each.heading, 3, each, made) for each in rows)


def _piece(heading: str, level: int, table: FileTable, made: Manifest) -> Piece:
    shares = ("Per cent",) if table.shares else ()
    averages = ("Average or middle",) if table.averaged else ()
    headings = ("Answer", "People", *shares, *averages)
    cells = ([row.label, *_cells(row, shares=table.shares, averages=table.averaged)] for row in table.rows)
    rows = tuple(_lines(each, keep=True) for each in cells)
    grid = Grid(in_one_line(table.title), _lines(headings), rows)
    return Piece(
        in_one_line(heading),
        level,
        _lines([table.sentence, f"{table.base}." if table.base else ""]),
        drawing(table, made),
        grid,
        _lines(table.notes),
    )


def _cells(row: Row, *, shares: bool, averages: bool) -> Iterator[str]:
    cell = row.cell
    sign = (cell.sign or Sign.NOT_OFFERED).value
    yield sign if cell.count is None else f"{cell.count:,}"
    if shares:
        of = "" if cell.of is None else f" of {cell.of:,}"
        yield sign if cell.percent is None else f"{cell.percent}%{of}"
    if averages:
        yield sign if row.value is None else f"{row.value:g}"


def _source(made: Manifest) -> Piece:
    rows = tuple((in_one_line(name), in_one_line(value)) for name, value in said(made))
    grid = Grid(in_one_line(SOURCE), (in_one_line("What"), in_one_line("Value")), rows, numbers=False)
    return Piece(in_one_line(SOURCE), 1, (), None, grid)


def _lines(words: Sequence[str], *, keep: bool = False) -> tuple[Exported, ...]:
    """Text for paragraphs or cells; empty ones are left out of paragraphs."""
    return tuple(in_one_line(each) for each in words if each or keep)
