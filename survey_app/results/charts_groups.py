"""The geometry of a cross-tab's chart: for each answer a panel with one small bar for everybody and for each group.

All groups have one colour and stand beside their names, so nothing is told by colour; everybody's bar is dark grey,
first, and named. The table says all of it, so the chart is hidden from screen readers.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.charts import NO_OPINION, Bar, bar

EVERYBODY: Final = NO_OPINION
"""The dark grey of the government analysis palette."""

MOST_OPEN: Final = 48
"""Bars from which the chart is folded: a table of 13 columns has some hundred."""


class Strip(Struct, frozen=True):
    """One line of a panel: whose bar it is, and how much."""

    label: str
    bar: Bar | None
    words: str


class Panel(Struct, frozen=True):
    """One answer: everybody, then each group that has a percentage."""

    title: str
    strips: tuple[Strip, ...]


def panels(columns: Sequence[str], rows: Iterable[tuple[str, Sequence[int | None]]]) -> tuple[Panel, ...]:
    """The panels of rows of percentages, the first of everybody. Columns without a percentage have no bar there."""
    return tuple(
        Panel(
            title,
            tuple(
                Strip(label, _bar(percent, place), f"{percent}%")
                for place, (label, percent) in enumerate(zip(columns, percents, strict=True))
                if percent is not None
            ),
        )
        for title, percents in rows
        if sum(percent is not None for percent in percents) > 1
    )


def _bar(percent: int, place: int) -> Bar | None:
    drawn = bar(percent)
    return drawn if drawn is None or place else Bar(drawn.length, EVERYBODY, drawn.width, drawn.height)
