"""The geometry of the bars beside a table: SVG attributes and classes only, because pages allow no inline style.

Colours are the style sheet's classes from the government analysis palette: #12436D #2073BC #6BACE6 in order, #F46A25
for the other side of a scale, greys for no opinion. No bar carries anything that its row does not say in words.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Role

WIDTH: Final = 240
HEIGHT: Final = 10

ANSWERS = "bar1"
NO_OPINION = "bar5"
"""The dark grey of the palette, for "don't know"."""


class Bar(Struct, frozen=True):
    """One horizontal bar, its length in units of a picture 240 wide and 10 high."""

    length: int
    colour: str = ANSWERS
    width: int = WIDTH
    height: int = HEIGHT


def bar(percent: int | None, role: Role = Role.SUBSTANTIVE) -> Bar | None:
    """The bar of a percentage, at least one unit long; None where there is nothing to draw."""
    if not percent:
        return None
    colour = NO_OPINION if role is Role.DONT_KNOW else ANSWERS
    return Bar(max(1, min(WIDTH, round(WIDTH * percent / 100))), colour)


LABELLED: Final = 7.0
"""Percent of a picture's width from which a piece has its figure written on it: under that it would not fit a phone."""

GAP: Final = 3.0
"""Percent of the width between what is on the scale and what is not."""


class Piece(Struct, frozen=True):
    """What one stack is made of: a share of the people in per cent, the tone of its row, and the figure in words."""

    share: float
    tone: str
    words: str


class Segment(Struct, frozen=True):
    """One piece as it is drawn: places are per cent of the picture's width. Words are empty where they do not fit."""

    x: float
    width: float
    tone: str
    words: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.x + self.width / 2, 2)


class Stack(Struct, frozen=True):
    """One bar of several pieces. `axis` is where the two sides of a scale meet, None where there are not two."""

    segments: tuple[Segment, ...]
    axis: float | None = None


class Span(Struct, frozen=True):
    """How far pieces reach on either side of an axis, and how much is off the scale; all in shares."""

    before: float
    after: float
    apart: float


def stacks(rows: Sequence[Sequence[Piece]], middle: str = "", off: frozenset[str] = frozenset()) -> tuple[Stack, ...]:
    """Bars under each other, all on one scale, each in the order of its pieces.

    With the tone of a middle point, its middle is put on one axis for all of them, and what has a tone that is `off`
    the scale stands apart, at the end.
    """
    if not middle:
        return tuple(Stack(tuple(_laid(row, 0, 100 / max(100.0, _total(row))))) for row in rows)
    spans = [_span(row, middle, off) for row in rows]
    before, after = max(span.before for span in spans), max(span.after for span in spans)
    apart = max(span.apart for span in spans)
    scale = (100 - (GAP if apart else 0)) / ((before + after + apart) or 1)
    return tuple(
        Stack(
            (
                *_laid([piece for piece in row if piece.tone not in off], (before - span.before) * scale, scale),
                *_laid([piece for piece in row if piece.tone in off], (before + after) * scale + GAP, scale),
            ),
            round(before * scale, 2),
        )
        for row, span in zip(rows, spans, strict=True)
    )


def _total(row: Sequence[Piece]) -> float:
    return sum(piece.share for piece in row)


def _span(row: Sequence[Piece], middle: str, off: frozenset[str]) -> Span:
    on = [piece for piece in row if piece.tone not in off]
    place = next((place for place, piece in enumerate(on) if piece.tone == middle), len(on))
    half = sum(piece.share for piece in on[place : place + 1]) / 2
    return Span(_total(on[:place]) + half, _total(on[place + 1 :]) + half, _total(row) - _total(on))


def _laid(row: Sequence[Piece], start: float, scale: float) -> Iterator[Segment]:
    for piece in row:
        width = piece.share * scale
        if width:
            yield Segment(round(start, 2), round(width, 2), piece.tone, piece.words if width >= LABELLED else "")
        start += width
