"""The one table: what was measured, its limit of the same run, the ratio, the budget, and whether it is met."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """One row. `limit` is what the same machine does in the same run without our part, in the same unit.

    `budget` is in the same unit too; `better` says on which side of it a figure is met. A row without a figure says
    why in `note`.
    """

    name: str
    unit: str = ""
    figure: float | None = None
    limit: float | None = None
    limit_words: str = ""
    budget: float | None = None
    better: Literal["less", "more"] = "less"
    database: Literal["", "SQLite", "PostgreSQL"] = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure by its limit."""
        return None if self.figure is None or not self.limit else self.figure / self.limit

    @property
    def met(self) -> bool | None:
        """Whether the figure is within the budget; None where there is no figure or no budget."""
        if self.figure is None or self.budget is None:
            return None
        return self.figure <= self.budget if self.better == "less" else self.figure >= self.budget


HEADINGS = ("what", "figure", "limit in the same run", "ratio", "budget", "met")

MET = {True: "yes", False: "NO", None: ""}


def table(rows: Iterable[Row]) -> str:
    """The table as text, columns aligned, notes below the rows they belong to."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    ruled = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(_aligned(line, widths) for line in ruled)


def _cells(row: Row) -> tuple[str, ...]:
    name = f"{row.name} ({row.database})" if row.database else row.name
    if row.note:
        name = f"{name}: {row.note}"
    return (
        name,
        _amount(row.figure, row.unit),
        f"{_amount(row.limit, row.unit)} {row.limit_words}".strip(),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        "" if row.budget is None else f"{'≤' if row.better == 'less' else '≥'} {_amount(row.budget, row.unit)}",
        MET[row.met],
    )


def _amount(number: float | None, unit: str) -> str:
    if number is None:
        return ""
    digits = 0 if abs(number) >= 100 or number == int(number) else 1 if abs(number) >= 10 else 2
    return f"{number:,.{digits}f} {unit}".rstrip()


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Figures and ratios to the right, words to the left."""
    right = {1, 3, 4}
    pairs = enumerate(zip(cells, widths, strict=True))
    return "  ".join(cell.rjust(width) if place in right else cell.ljust(width) for place, (cell, width) in pairs)
