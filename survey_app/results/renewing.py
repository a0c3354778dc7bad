"""When the figures that viewers read are renewed (results contract, 27), and of whom they are until then.

Live figures give newcomers away however they are rounded: watched as they grew, those with a threshold of 10 and
secondary suppression told 71 % of a newcomer's answers at 57 people. So two views that differ are of groups that
differ by at least 25 people, a day apart or more: docs/decisions/0008-figures-for-viewers-are-renewed-in-steps.md.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from survey_app.results.blocks import State
from survey_app.results.disclosure import FLOOR
from survey_app.results.overview import Days
from survey_app.results.sampled import Samples
from survey_app.results.tallies import Tallies

PAUSE: Final = 24 * 60 * 60
"""Seconds between two snapshots of a wave at least."""

FEWEST: Final = 25
"""People who must have come into the figures or gone out of them since the last snapshot."""

FIRST: Final = 50
"""People of the first snapshot while a wave is open. A wave that ends with fewer is read once and whole: had it been
shown at 25 and ended with 49, the last 24 could never be added."""


class Live(Struct, frozen=True):
    """A wave as it is at one instant, as far as the rule asks. `days` are of those in the figures; `pretend` is whether
    nobody real is in them."""

    days: Days
    states: Mapping[State, int]
    pretend: bool

    @property
    def people(self) -> int:
        """How many are in the figures: counted, and from inside the area."""
        return sum(self.days.values())

    @property
    def counted(self) -> int:
        """How many answers are counted, wherever the people live: the one number that viewers are shown exactly."""
        return self.states[State.COUNTED]


class Snapshot(Struct, frozen=True):
    """A wave as it stood at one instant, UTC seconds. `number` counts its snapshots from 1; `version_id` is the newest
    version known then, by which the tallies are read. A `final` one is never replaced: groups are read of it."""

    number: int
    taken_at: int
    version_id: int
    live: Live
    tallies: Tallies
    final: bool = False
    checked: bool = False
    """Whether it has passed the audit: before that nobody is shown it."""
    samples: Samples | None = None
    """How its people came to be asked; None of one that was taken before that was known."""

    @property
    def compares(self) -> bool:
        """Whether groups may be read of it once its wave is closed; of nobody real there is nobody to be found."""
        return self.final or self.live.pretend


def stands(held: Snapshot | None, live: Live) -> bool:
    """Whether there is a snapshot to be read. A pretend one falls as soon as somebody real has answered."""
    return held is not None and (live.pretend or not held.live.pretend)


def due(held: Snapshot | None, live: Live, *, closed: bool, now: int) -> bool:
    """Whether a wave's snapshot is to be taken now, UTC seconds. `closed` is whether nothing can come in any more.

    Pretend answers are nobody's, so their snapshot follows them. Once answers of a closed wave are erased, what was
    last read of it stands: nobody asked for that to change.
    """
    if held is None or not stands(held, live):
        return live.people >= (FLOOR if closed else FIRST)
    if live.pretend and held.live.pretend:
        return live != held.live
    if held.final or (closed and _erased(held, live)):
        return False
    return now - held.taken_at >= PAUSE and least_changed(held.live.days, live.days) >= FEWEST


def ends(held: Snapshot, live: Live) -> bool:
    """Whether the snapshot held of a closed wave becomes its final one, as too few have changed since for another.

    Breakdowns are shown once (results contract, 27): of a final snapshot alone, so that whoever takes answers back
    afterwards stands in no second one. Where enough have changed and the day is not over, groups wait for it.
    """
    if held.final or held.live.pretend:
        return False
    return _erased(held, live) or least_changed(held.live.days, live.days) < FEWEST


def _erased(held: Snapshot, live: Live) -> bool:
    return live.states[State.ERASED] > held.live.states[State.ERASED]


def least_changed(before: Days, after: Days) -> int:
    """How many people at least are in one of two groups and not in the other, by how many each has of each day.

    Nobody changes the day on which they answered. So this is exact but where on one same day some came after the
    snapshot and others of that day left; then it is too small, and the snapshot waits. Who came and left again
    between two snapshots is in neither, and does not count: by coming and going nobody can force a renewal.
    """
    return sum(abs(after.get(day, 0) - before.get(day, 0)) for day in before.keys() | after.keys())
