"""An item list as one table: a row for each item, a column for each answer, and one stacked bar a row."""

from collections.abc import Sequence

from msgspec import Struct

from survey_app.results.charts import Bar, Piece, Stack, bar, stacks
from survey_app.results.disclosure import Cell
from survey_app.results.lines import Line, of_words, people_words
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
    nets: tuple[Line, ...] = ()


class GridRow(Struct, frozen=True):
    """One item as it is shown."""

    label: str
    cells: tuple[GridCell, ...]
    base: str
    score: str
    below: tuple[Line, ...]
    stack: Stack | None
    nets: tuple[str, ...] = ()


class Grid(Struct, frozen=True):
    """The table of an item list: percentages, or where any row has none the numbers of people. `nets` are headings of
    the sides of a scale with a middle, empty where not every row shows them."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    shares: bool
    nets: tuple[str, ...] = ()

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
    nets = tuple(line.label for line in items[0].nets) if all(item.nets for item in items) else ()
    drawn = stacks([item.pieces for item in items], middle, OFF_SCALE) if tones else (None,) * len(items)
    columns = tuple(Column(label, tones[place] if tones else "") for place, label in enumerate(labels))
    rows = (_row(item, stack, shares=shares) for item, stack in zip(items, drawn, strict=True))
    return Grid(columns, tuple(rows), shares, nets)


def _row(item: Item, stack: Stack | None, *, shares: bool) -> GridRow:
    return GridRow(
        item.label,
        tuple(_cell(line, shares=shares, barred=stack is None) for line in item.lines),
        people_words(item.base),
        "" if item.score is None else f"{item.score:.1f}",
        item.below,
        stack if stack is not None and stack.segments else None,
        tuple(_words(line, shares=shares) for line in item.nets),
    )


def _cell(line: Line, *, shares: bool, barred: bool) -> GridCell:
    drawn = bar(line.cell.percent) if barred and shares and line.cell is not None else None
    own = of_words(line.cell) if shares and line.cell is not None else ""  # without percentages the words have it
    return GridCell(f"{_words(line, shares=shares)}{own}", drawn)


def _words(line: Line, *, shares: bool) -> str:
    return line.share if shares else line.people
