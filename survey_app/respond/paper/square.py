"""A web address as a QR code, drawn as one path of an SVG picture."""

from itertools import groupby

import segno
from msgspec import Struct

BORDER = 4
"""Clear modules around the code (ISO/IEC 18004)."""


class Square(Struct, frozen=True):
    """A QR code: the `d` of a path of black rows, in a picture of `side` by `side` units."""

    path: str
    side: int


def square_of(address: str) -> Square:
    """The QR code of an address. Up to 15 in 100 of it may be worn off (error correction M)."""
    rows = tuple(tuple(row) for row in segno.make(address, error="m", micro=False, boost_error=False).matrix)
    drawn = []
    for y, row in enumerate(rows, start=BORDER):
        x = BORDER
        for dark, run in groupby(row):
            width = len(tuple(run))
            if dark:
                drawn.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return Square("".join(drawn), len(rows) + 2 * BORDER)
