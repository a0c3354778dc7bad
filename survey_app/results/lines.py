"""One row of a table in words: a label, how many people, and their share."""

from msgspec import Struct

from survey_app.results.charts import Bar
from survey_app.results.disclosure import Cell


class Line(Struct, frozen=True):
    """One row of a table, as it is shown. `cell` is what the words say, for files that write numbers."""

    label: str
    people: str
    share: str = ""
    bar: Bar | None = None
    cell: Cell | None = None


def line(label: str, cell: Cell, drawn: Bar | None = None) -> Line:
    """One row of a table with what may be shown of it."""
    share = cell.sign.value if cell.sign is not None else "" if cell.percent is None else f"{cell.percent}%"
    return Line(label, people_words(cell), share, drawn, cell)


def people_words(cell: Cell) -> str:
    """A number of people, with its own base where it has one, or the sign that stands for it."""
    return cell.sign.value if cell.sign is not None else f"{cell.count:,}{of_words(cell)}"


def of_words(cell: Cell) -> str:
    """Of how many people a number is, where that is not its column's base; else empty."""
    return "" if cell.of is None else f" of {cell.of:,}"
