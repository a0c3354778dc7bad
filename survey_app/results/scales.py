"""Scales: the tone of each point in a chart, the two sides of a middle point, and their nets."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Items, Option, Role, Scale
from survey_app.results.charts import Piece
from survey_app.results.coding import Coding
from survey_app.results.disclosure import Cell, Level, Shown, disclose
from survey_app.results.lines import Line, line

MOST_POINTS: Final = 5
"""Points of a stacked bar at most: with more, and with more hues, nobody can tell them apart."""

MIDDLE: Final = "mid"
UNKNOWN: Final = "dk"
APART: Final = "out"
OFF_SCALE: Final = frozenset({UNKNOWN, APART})

_SPREAD: Final = {1: (1,), 2: (1, 3), 3: (1, 2, 4), 4: (1, 2, 3, 4), 5: (1, 2, 3, 4, 5)}
"""Which of five shades, dark to light, so many points have."""

_SIDE: Final = {1: (1,), 2: (1, 3)}
"""Which shades the points of one side have, the far end first."""


class Points(Struct, frozen=True):
    """The points of a scale by their place among the rows of its table. `sides` are the places before and after a
    middle point, both empty where there is none. `tones` has one for each row, and is empty where no stack is drawn."""

    tones: tuple[str, ...] = ()
    sides: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    @property
    def middle(self) -> str:
        """The tone of the middle point; empty where there is none."""
        return MIDDLE if MIDDLE in self.tones else ""


class Net(Struct, frozen=True):
    """The people on one side of a scale: its answers, and how many gave any of them."""

    labels: tuple[str, ...]
    cell: Cell

    @property
    def line(self) -> Line:
        """It as a row of a table."""
        return line(" or ".join(f"“{label}”" for label in self.labels), self.cell)


def points(coding: Coding, options: Sequence[Option | None]) -> Points:
    """The points of a variable, whose rows have these options."""
    some = [place for place, option in enumerate(options) if option is not None and option.role is Role.SUBSTANTIVE]
    if not isinstance(coding.variable.question, Scale | Items) or not 1 < len(some) <= MOST_POINTS:
        return Points()
    middle = next((place for place in some if (option := options[place]) is not None and option.middle), None)
    if middle is None or not some[0] < middle < some[-1]:
        shades = {place: f"blue{shade}" for place, shade in zip(some, _SPREAD[len(some)], strict=True)}
        return Points(_tones(options, shades))
    before = tuple(place for place in some if place < middle)
    after = tuple(place for place in some if place > middle)
    if not len(before) == len(after) <= len(_SIDE):
        return Points()
    blue = {place: f"blue{shade}" for place, shade in zip(before, _SIDE[len(before)], strict=True)}
    orange = {place: f"orange{shade}" for place, shade in zip(reversed(after), _SIDE[len(after)], strict=True)}
    return Points(_tones(options, blue | orange | {middle: MIDDLE}), (before, after))


def nets(
    base: int, rows: Sequence[tuple[str, int | None]], sides: Points, shown: Shown, level: Level, *, strict: bool
) -> tuple[Net, ...]:
    """The net of each side, from true counts (results contract, 8), where every cell of the column is shown.

    There is none of answers with bases of their own. Beside a hidden cell a net could tell it. With none hidden there
    is nothing that it could: each of its parts is 10 or more, and so is what it leaves out.
    """
    parts = [[rows[place] for place in side if rows[place][1] is not None] for side in sides.sides]
    owned = any(shown.cells[place].of is not None for side in sides.sides for place in side)
    if owned or not shown.complete or not all(len(part) > 1 for part in parts):
        return ()
    sums = [sum(count or 0 for _, count in part) for part in parts]
    cells = disclose(base, sums, level, strict=strict).cells
    if any(cell.sign is not None for cell in cells):
        return ()
    return tuple(Net(tuple(label for label, _ in part), cell) for part, cell in zip(parts, cells, strict=True))


def pieces(tones: Sequence[str], shown: Shown) -> tuple[Piece, ...]:
    """What a stacked bar is made of: the cells that are shown with a percentage, by the numbers that are shown.

    There is no such bar where answers have bases of their own: their percentages are no shares of one whole."""
    if (
        not tones
        or any(cell.of is not None for cell in shown.cells)
        or not shown.base.count
        or all(cell.percent is None for cell in shown.cells)
    ):
        return ()
    total = max(shown.base.count, sum(cell.count or 0 for cell in shown.cells))
    return tuple(
        Piece(100 * cell.count / total, tone, f"{cell.percent}%")
        for tone, cell in zip(tones, shown.cells, strict=True)
        if cell.count
    )


def _tones(options: Sequence[Option | None], shades: dict[int, str]) -> tuple[str, ...]:
    return tuple(
        shades.get(place, UNKNOWN if option is not None and option.role is Role.DONT_KNOW else APART)
        for place, option in enumerate(options)
    )
