"""The rounds of pretend answers: earlier ones of their own, closed, and for residents the one that is open now.

Staff's equality answers stand in a table without a key, so pretend ones are told from real ones by their round alone:
a survey that staff answer gets rounds of its own only. Nobody may read an open round of theirs anyway.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from msgspec import Struct

from survey_app.demo.model import Rounds
from survey_app.surveys.waves import Wave
from survey_app.web.london import LONDON, london_day

EAGER: Final = 1.6
"""How much more come in early than late: the second parameter of a beta distribution whose first is 1."""


class Span(Struct, frozen=True):
    """The days of one round, the first and the last, and how many pretend people answer in it."""

    first: date
    last: date
    people: int

    @property
    def opens_at(self) -> int:
        """The instant at which its first day begins, in UTC seconds."""
        return midnight(self.first)

    @property
    def closes_at(self) -> int:
        """The instant at which its last day ends, in UTC seconds."""
        return midnight(self.last + timedelta(days=1))

    def days(self, random: np.random.Generator) -> list[str]:
        """A day (ISO) for each person, more of them early than late."""
        length = (self.last - self.first).days + 1
        places = (random.beta(1, EAGER, self.people) * length).astype(int).tolist()
        return [(self.first + timedelta(days=place)).isoformat() for place in places]


def open_round(audience: str, waves: Sequence[Wave], now: int) -> Wave | None:
    """The real round that pretend answers go to as well: the newest, while residents can answer it."""
    if audience != "residents":
        return None
    return next((wave for wave in reversed(waves) if wave.open_at(now)), None)


def spans(rounds: Rounds, count: int, first: Wave, live: Wave | None, now: int) -> tuple[Span, ...]:
    """The rounds, oldest first, each with its share of so many people. With `live`, the last one is that.

    The earlier ones end before the first real round begins, and before the days of the live one. Where the live round
    is the first and began a short while ago, its days begin before it did.
    """
    shares = rounds.shares[: rounds.earlier + (live is not None)]
    people = np.diff(np.round(np.cumsum((0, *shares)) / sum(shares) * count)).astype(int).tolist()
    today = day_of(now)
    begun = today if live is None else today - timedelta(days=rounds.days - 1)
    begins = min(begun, day_of(first.opens_at))
    earlier = []
    for number in range(rounds.earlier):
        opens = begins - timedelta(days=(rounds.earlier - number) * rounds.every + 1)
        earlier.append(Span(opens, opens + timedelta(days=rounds.days - 1), people[number]))
    if live is None:
        return tuple(earlier)
    return (*earlier, Span(begun if live == first else max(begun, day_of(live.opens_at)), today, people[-1]))


def day_of(instant: int) -> date:
    """The day in London."""
    return date.fromisoformat(london_day(instant))


def midnight(day: date) -> int:
    """The instant at which a day begins in London, in UTC seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=LONDON).timestamp())
