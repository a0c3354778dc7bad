"""What a drawing is made of: boxes and lines of text, in units of a pixel on screen."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

WORDS: Final = "#0B0C0C"

Weight: TypeAlias = Literal["normal", "bold"]


class Words(Struct, frozen=True):
    """One line of text; `y` is its baseline."""

    x: int
    y: int
    text: str
    size: int
    colour: str = WORDS
    weight: Weight = "normal"


class Box(Struct, frozen=True):
    """One filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    colour: str


class Drawing(Struct, frozen=True):
    """A picture in units of a pixel on screen. `alternative` says in words what it shows."""

    width: int
    height: int
    title: str
    alternative: str
    words: tuple[Words, ...]
    boxes: tuple[Box, ...]
