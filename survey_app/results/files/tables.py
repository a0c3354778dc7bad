"""Tables as files hold them: what a page shows of each figure, with numbers as numbers and one row for each line.

They are made from what the gate let through, so a file cannot hold more than the page that it was made from.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.averages import Average
from survey_app.results.coding import Coding
from survey_app.results.crosstabs import CrossTable
from survey_app.results.disclosure import HIDDEN, Cell
from survey_app.results.figures import Figure, QuestionFigures, number_words
from survey_app.results.lines import Line
from survey_app.results.reports import Results

EVERYBODY_ASKED: Final = "All who were asked and answered"
EVERYBODY_WROTE: Final = "All who wrote something"

WAYS_KEY: Final = "ways"
"""The key of the table of how people answered; no question has a key in small letters alone."""


class Row(Struct, frozen=True):
    """One row. `inside` is whether it is one of the answers that percentages are of. `group` is of whom the numbers
    are, empty for everybody in a table without groups."""

    label: str
    cell: Cell
    inside: bool
    group: str = ""
    value: float | None = None
    """Of an average, what it is: then no people stand in the cell."""


class FileTable(Struct, frozen=True):
    """One table, of the variable under `key`. `number` is the printed one, empty where no question is behind it."""

    key: str
    number: str
    question: str
    heading: str
    sentence: str
    base: str
    base_cell: Cell | None
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its name in words: number, question and the row of an item list."""
        number = f"{self.number}. " if self.number else ""
        return f"{number}{self.question}{f' {self.heading}' if self.heading else ''}"

    @property
    def groups(self) -> dict[str, tuple[Row, ...]]:
        """The rows of each group, the same answers in the same order; one without a name where there are none."""
        return {name: tuple(rows) for name, rows in groupby(self.rows, key=lambda row: row.group)}

    @property
    def shares(self) -> bool:
        """Whether any percentage is shown."""
        return any(row.cell.percent is not None for row in self.rows)

    @property
    def averaged(self) -> bool:
        """Whether any row is an average."""
        return any(row.value is not None for row in self.rows)

    @property
    def own_bases(self) -> bool:
        """Whether any answer has a base of its own, because not everybody was offered it."""
        return any(row.cell.of is not None for row in self.rows)


def base_of(rows: Sequence[Row]) -> int | None:
    """How many the percentages of a group are of; None where it is hidden, or a table has no such row."""
    return next((row.cell.count for row in rows if row.label in {EVERYBODY_ASKED, EVERYBODY_WROTE}), None)


def file_tables(made: Results) -> tuple[FileTable, ...]:
    """Every table of some results in the order of the page: how people answered, the questions, who answered."""
    ways = FileTable(WAYS_KEY, "", "How people answered", "", "", "", None, tuple(_rows(made.ways, inside=True)), ())
    first = (ways,) if made.ways else ()
    return (*first, *_of_questions(made.questions), *_of_questions(made.profile))


def group_table(coding: Coding, made: CrossTable) -> FileTable:
    """A table of one question by one characteristic, group after group, everybody first."""
    lines = (
        *((line, True) for line in made.rows),
        (replace(made.base, label=EVERYBODY_ASKED), False),
        *((line, False) for line in made.below),
    )
    rows = (
        row
        for place, name in enumerate(made.columns)
        for row in (
            *(Row(line.label, line.cells[place], inside, name) for line, inside in lines),
            *(_average(each, place, name) for each in made.averages),
        )
    )
    notes = (*made.notes, *((made.withheld,) if made.withheld else ()))
    number, question = number_words(coding.variable), coding.variable.question.label
    return FileTable(made.key, number, question, made.heading, made.sentence, "", None, tuple(rows), notes)


def _average(made: Average, place: int, group: str) -> Row:
    value = made.values[place]
    return Row(made.label, HIDDEN if value is None else Cell(), inside=False, group=group, value=value)


def figures_in(tables: Sequence[FileTable]) -> bytes:
    """Every figure of some tables and nothing beside, for a mark: it stays the same where other words are said."""
    rows = (
        (table.key, row.group, row.label, row.inside, *_shown(row.cell), row.value)
        for table in tables
        for row in table.rows
    )
    return msgspec.json.encode(list(rows))


def _shown(cell: Cell) -> tuple[int | None, int | None, str | None, int | None]:
    return cell.count, cell.percent, cell.sign, cell.of


def table_under(tables: Sequence[FileTable], key: str) -> FileTable | None:
    """The table of a variable, or None."""
    return next((table for table in tables if table.key == key), None)


def _of_questions(questions: Iterable[QuestionFigures]) -> Iterator[FileTable]:
    for question in questions:
        for figure in question.figures:
            yield _table(question, figure)


def _table(question: QuestionFigures, figure: Figure) -> FileTable:
    everybody = EVERYBODY_ASKED if figure.lines else EVERYBODY_WROTE
    rows = (
        *_rows(figure.lines, inside=True),
        *_rows((net.line for net in figure.nets), inside=False),
        Row(everybody, figure.base_cell, inside=False),
        *_rows(figure.below, inside=False),
    )
    return FileTable(
        key=figure.key,
        number=question.number,
        question=question.title,
        heading=figure.heading,
        sentence=figure.sentence,
        base=figure.base,
        base_cell=figure.base_cell,
        rows=rows,
        notes=figure.notes,
    )


def _rows(lines: Iterable[Line], *, inside: bool) -> Iterator[Row]:
    for line in lines:
        if line.cell is None:
            raise LookupError(f"the line “{line.label}” has words and no numbers")
        yield Row(line.label, line.cell, inside)
