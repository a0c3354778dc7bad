"""The geometry of one small trend: a line from round to round, cut where a series breaks, on one scale for all."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

WIDTH: Final = 320
HEIGHT: Final = 130
LEFT: Final = 62
"""Where the first round stands: left of it are the figures of the scale, and room for its own."""

RIGHT: Final = 24
TOP: Final = 18
BOTTOM: Final = 22

LEVELS: Final = (0, 50, 100)
"""Per cent at which a line crosses the picture. The scale is the same in every picture, to compare them."""


class Dot(Struct, frozen=True):
    """One round: where its share is, `y` None where none is shown, in words, and the round's name below."""

    x: float
    y: float | None
    words: str
    name: str


class Segment(Struct, frozen=True):
    """A line between two rounds that follow each other and may be compared."""

    x1: float
    y1: float
    x2: float
    y2: float


class Level(Struct, frozen=True):
    """One line of the scale."""

    y: float
    words: str


class Trend(Struct, frozen=True):
    """One picture. `cuts` are where between two rounds the series breaks."""

    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]
    cuts: tuple[float, ...]
    levels: tuple[Level, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def trend(names: Sequence[str], percents: Sequence[int | None], broken: Sequence[bool]) -> Trend:
    """The picture of a share over rounds; `broken` has one place for each gap between two rounds."""
    places = [_across(place, len(names)) for place in range(len(names))]
    dots = tuple(
        Dot(x, None if percent is None else _up(percent), "" if percent is None else f"{percent}%", name)
        for x, percent, name in zip(places, percents, names, strict=True)
    )
    pairs = tuple(zip(pairwise(dots), broken, strict=True))
    segments = tuple(
        Segment(one.x, one.y, other.x, other.y)
        for (one, other), cut in pairs
        if not cut and one.y is not None and other.y is not None
    )
    cuts = tuple(round((one.x + other.x) / 2, 1) for (one, other), cut in pairs if cut)
    return Trend(dots, segments, cuts, tuple(Level(_up(each), f"{each}%") for each in LEVELS))


def _across(place: int, count: int) -> float:
    room = WIDTH - LEFT - RIGHT
    return round(LEFT + (room / 2 if count == 1 else room * place / (count - 1)), 1)


def _up(percent: int) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (100 - percent) / 100, 1)
