"""The sizes in which a form is printed, and what has room in each."""

from enum import StrEnum


class Size(StrEnum):
    """Standard is 12 point; large print is 16 point or more throughout, foot and hints included."""

    STANDARD = "standard"
    LARGE = "large"
    GIANT = "giant"


WORDS = {
    Size.STANDARD: "Standard, 12 point",
    Size.LARGE: "Large print, 16 point",
    Size.GIANT: "Very large print, 20 point",
}
"""What each size is called on screen."""

TABLE_CHARACTERS = 66
"""How many characters, smaller than the rest, have room beside each other above the columns of an item list."""

LONG_LIST, SHORT_LIST = 6, 4
"""From how many options on a list stands in two columns, at 12 point only, and that of each row of an item list."""

SHORT_LABEL = {Size.STANDARD: 40, Size.LARGE: 18, Size.GIANT: 12}
"""Up to how many characters a label has room in one of two columns."""

LINES = {Size.STANDARD: 1.0, Size.LARGE: 1.3, Size.GIANT: 1.5}
"""How many more lines handwriting needs that goes with large print."""


def size_for(named: str, *, easy_read: bool) -> Size:
    """The size of that name, standard for any other; Easy Read is never smaller than large print."""
    size = Size(named) if named in set(Size) else Size.STANDARD
    return Size.LARGE if easy_read and size is Size.STANDARD else size
