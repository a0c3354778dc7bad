"""One survey at a glance: how many have answered which round, when last, and the one next step for whoever looks."""

from datetime import date

import numpy as np
from msgspec import Struct

from survey_app.results.access import level_for
from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level
from survey_app.results.finding import Found
from survey_app.results.overview import population
from survey_app.results.pretend import is_pretend
from survey_app.results.reports import counted
from survey_app.results.rounds import Step
from survey_app.surveys.waves import Wave
from survey_app.team.viewer import Viewer
from survey_app.web.london import plain_day


class Glance(Struct, frozen=True):
    """The newest round that anybody has answered, None before the first answer, and the viewer's level.

    `last_day` is in words, and empty where the level does not allow a day. `made_up` counts the pretend answers that
    are stored, of whatever round; `pretend` is whether they are the ones that figures are of.
    """

    wave: Wave | None
    level: Level | None
    people: int
    last_day: str
    made_up: int
    pretend: bool
    real: bool


def glance(columns: ColumnSet, known: Found, viewer: Viewer) -> Glance:
    """Look at a survey's columns."""
    facts, pretend = columns.facts, is_pretend(columns)
    made_up = int(np.count_nonzero(facts.demonstration))
    kept = (facts.state == State.COUNTED) | (facts.state == State.QUARANTINED)
    real = bool((kept & ~facts.demonstration).any())
    level = level_for(viewer.permissions, known.survey)
    exact = level if level is Level.WORKING else None  # others are told all who have answered, wherever they live
    for wave in reversed(known.waves):
        people = counted(columns, wave.id, exact, days=False).people if wave.opens_at <= known.now else 0
        if people:
            return Glance(wave, level, people, _last_day(columns, wave, level), made_up, pretend, real)
    return Glance(None, level, 0, "", made_up, pretend, real)


def answered_in_words(seen: Glance, known: Found) -> str:
    """How many have answered, and which round where it is not the newest."""
    if seen.wave is None:
        return "No answers yet"
    people = "1 person" if seen.people == 1 else f"{seen.people:,} people"
    if known.wave is None or seen.wave.id == known.wave.id:
        return f"{people} {'has' if seen.people == 1 else 'have'} answered"
    return f"{people} answered round {seen.wave.number}"


def nobody_yet(seen: Glance, known: Found) -> str:
    """That the newest round has no answers, where an older one has; else empty."""
    if seen.wave is None or known.wave is None or seen.wave.id == known.wave.id:
        return ""
    return f"Nobody has answered round {known.wave.number} yet."


def next_step(seen: Glance, known: Found) -> Step:
    """The one next step: before opening look at it, then let people know of it, then read what they say; for whoever
    keys in forms, that."""
    if known.wave is not None and known.keys_forms:
        return Step("Key paper forms", f"{known.address}/keying")
    if known.wave is None and seen.wave is None:
        return Step("Try it before it opens", f"{known.address}#try")
    if seen.wave is None:
        return known.telling
    if seen.level is None:
        return Step("See how many have answered", known.address)
    words = "Read the results so far" if seen.wave.open_at(known.now) else "Read the results"
    number = "" if known.wave is not None and seen.wave.id == known.wave.id else f"?round={seen.wave.number}"
    return Step(words, f"{known.address}/results{number}")


def _last_day(columns: ColumnSet, wave: Wave, level: Level | None) -> str:
    """A single day may be a single person's, so only who reads exact figures is told."""
    if level is not Level.WORKING:
        return ""
    days = columns.facts.day[population(columns, wave.id)]
    return plain_day(date.fromordinal(int(days.max())).isoformat()) if days.size else ""
