"""A survey's rounds in words: what state it is in, and the one next step for whoever looks (interaction, 29)."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.disclosure import FLOOR
from survey_app.results.renewing import FIRST
from survey_app.surveys.waves import Wave
from survey_app.web.london import london_day, plain_closing, plain_day, plain_instant

SAMPLES = {
    "open": "People chose to take part. These figures are of those who answered, and do not stand for everybody else.",
    "list": "Everybody on a list was invited. These figures are of those who answered.",
    "random": "People were chosen at random and invited. These figures are of those who answered.",
    "panel_random": "People on a panel chosen at random were invited. These figures are of those who answered.",
    "panel_optin": (
        "People who had joined a panel by themselves chose to take part. These figures are of those who answered, and "
        "do not stand for everybody else."
    ),
}
"""What each sample type allows to be said (results contract, 12)."""


FROM_FLOOR: Final = f"Results show from {FLOOR} people."


class Step(Struct, frozen=True):
    """Where to go next, in words."""

    words: str
    address: str


def latest_begun(waves: Sequence[Wave], now: int) -> Wave | None:
    """The newest round that has begun, or None."""
    return next((wave for wave in reversed(waves) if wave.opens_at <= now), None)


def state_words(waves: Sequence[Wave], now: int) -> str:
    """The one state of a survey."""
    wave = latest_begun(waves, now)
    if wave is None:
        return f"Not open yet. Opens {plain_instant(waves[-1].opens_at)}" if waves else "Not open yet"
    if not wave.open_at(now):
        return f"Closed on {_last_day(wave)}"
    return "Open" if wave.closes_at is None else f"Open until {plain_closing(wave.closes_at)}"


def dates_words(wave: Wave) -> str:
    """A round and its days."""
    begun = plain_day(london_day(wave.opens_at))
    until = ", no closing day yet" if wave.closes_at is None else f" to {_last_day(wave)}"
    return f"Round {wave.number}: {begun}{until}"


def figures_words(count: int) -> str:
    """How many answered, where their figures stand below (interaction, 31)."""
    return "1 person answered" if count == 1 else f"{count:,} people answered"


def answered_words(count: int) -> str:
    """How many have answered by now, where there are no figures of theirs (interaction, 34)."""
    return "1 person has answered" if count == 1 else f"{count:,} people have answered"


def why_not_yet(wave: Wave, now: int) -> str:
    """Why a viewer cannot compare groups of a round yet, or take its figures away."""
    if wave.closes_at is None:
        return "That can be done when this round is closed."
    if wave.open_at(now):
        return f"That can be done after this round closes: {plain_closing(wave.closes_at)}."
    if wave.shut_at(now):
        until = plain_day(wave.paper_until)
        return f"That can be done when the paper forms are keyed in: they may arrive until {until}."
    return "That can be done in a few minutes: answers begun before closing may still come in."


def results_from(wave: Wave, now: int) -> str:
    """From how many people on a viewer sees figures of a round that has too few for any yet."""
    if wave.closed_at(now):
        return FROM_FLOOR
    if wave.open_at(now):
        return f"Results show from {FIRST} people while this round is open, and from {FLOOR} when it has closed."
    if wave.shut_at(now):
        until = plain_day(wave.paper_until)
        return f"Results show from {FLOOR} people, when the paper forms are keyed in: they may arrive until {until}."
    return f"Results show from {FLOOR} people, in a few minutes: answers begun before closing may still come in."


def made_words(taken_at: int, people: int, people_now: int, *, last: bool) -> str:
    """When figures that do not move were made, when how many had answered, and when there will be others.

    `people_now` is 0 where the answers were erased meanwhile; `last` is whether there will be no others.
    """
    made = f"These figures were made on {plain_instant(taken_at)}, when {people:,} people had answered."
    now = f" By now {people_now:,} have." if people_now not in {0, people} else ""
    if now and last and people_now > people:
        return f"{made}{now} Figures with so few more would show what these said, so they are left out."
    if last:
        return f"{made}{now} They stay as they are."
    return f"{made}{now} They are renewed at most once a day, when enough has changed."


def _last_day(wave: Wave) -> str:
    """The last day of a round that has an end: the day before, where it closes at midnight."""
    return "" if wave.closes_at is None else plain_day(london_day(wave.closes_at - 1))
