"""An item list as one table: a row for each item, a column for each answer, and one stacked bar a row."""

from collections.abc import Sequence

from msgspec import Struct

from survey_app.results.charts import Bar, Piece, Stack, bar, stacks
from survey_app.results.disclosure import Cell, Sign
from survey_app.results.lines import Line, people_words
from survey_app.results.scales import OFF_SCALE


class Column(Struct, frozen=True):
    """One answer; its tone is the key to the bars, empty where there are none."""

    label: str
    tone: str


class GridCell(Struct, frozen=True):
    """What a row says of one answer. A bar stands in the cell where rows have no stacked bar."""

    words: str
    bar: Bar | None = None


class Item(Struct, frozen=True):
    """What a grid needs to know of one row: its figure's lines, those outside its base, and what its bar is made of."""

    label: str
    lines: tuple[Line, ...]
    base: Cell
    below: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    score: float | None


class GridRow(Struct, frozen=True):
    """One item as it is shown."""

    label: str
    cells: tuple[GridCell, ...]
    base: str
    score: str
    below: tuple[str, ...]
    stack: Stack | None


class Grid(Struct, frozen=True):
    """The table of an item list: percentages, or where any row has none the numbers of people. `below` are the reasons
    why somebody is in no percentage, each a column."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    below: tuple[str, ...]
    shares: bool

    @property
    def scored(self) -> bool:
        """Whether any row has an average score."""
        return any(row.score for row in self.rows)

    @property
    def drawn(self) -> bool:
        """Whether rows have stacked bars."""
        return any(row.stack for row in self.rows)


def grid(items: Sequence[Item], tones: Sequence[str], middle: str) -> Grid | None:
    """The table of some items; None where their answers are not the same. Without tones no stack is drawn."""
    labels = [line.label for line in items[0].lines]
    if any([line.label for line in item.lines] != labels for item in items):
        return None
    shares = all(line.share for item in items for line in item.lines)
    below = tuple(dict.fromkeys(line.label for item in items for line in item.below))
    drawn = stacks([item.pieces for item in items], middle, OFF_SCALE) if tones else (None,) * len(items)
    columns = tuple(Column(label, tones[place] if tones else "") for place, label in enumerate(labels))
    rows = (_row(item, below, stack, shares=shares) for item, stack in zip(items, drawn, strict=True))
    return Grid(columns, tuple(rows), below, shares)


def _row(item: Item, below: Sequence[str], stack: Stack | None, *, shares: bool) -> GridRow:
    outside = {line.label: line.people for line in item.below}
    return GridRow(
        item.label,
        tuple(_cell(line, shares=shares, barred=stack is None) for line in item.lines),
        people_words(item.base),
        "" if item.score is None else f"{item.score:.1f}",
        tuple(outside.get(label, Sign.NOT_OFFERED.value) for label in below),
        stack if stack is not None and stack.segments else None,
    )


def _cell(line: Line, *, shares: bool, barred: bool) -> GridCell:
    drawn = bar(line.cell.percent) if barred and shares and line.cell is not None else None
    return GridCell(line.share if shares else line.people, drawn)
