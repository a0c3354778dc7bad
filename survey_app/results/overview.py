"""Who has answered: how many by day, by way of answering, and what has become of the answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from survey_app.results.blocks import State
from survey_app.results.charts import bar
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import FLOOR, Cell, Level, disclose, disclose_count, percent
from survey_app.results.lines import Line, line, people_words
from survey_app.results.pretend import heard
from survey_app.web.london import plain_day

Days: TypeAlias = Mapping[int, int]
"""Responses by day received, a proleptic ordinal; only days that have any."""

MOST_DAYS: Final = 92
"""Days listed one by one at most; longer rounds are listed by week."""

WEEK: Final = 7

WAYS: Final = ("Online, by themselves", "With help, or by telephone", "On paper")
"""The classes by which every figure is read (results contract, 10)."""

STATE_WORDS: Final = {
    State.COUNTED: "Counted",
    State.QUARANTINED: "Held for checking",
    State.WITHDRAWN: "Taken back by the person",
    State.ERASED: "Erased",
}


COUNTED_OUTSIDE: Final = "Counted, from outside the area"


def heard_in(columns: ColumnSet, wave_id: int) -> NDArray[np.bool_]:
    """Where a response of a wave is a person's, whatever has become of it; a pretend one while there is no other."""
    found: NDArray[np.bool_] = (columns.facts.wave == wave_id) & heard(columns)
    return found


def population(columns: ColumnSet, wave_id: int) -> NDArray[np.bool_]:
    """Where a response is in the figures of a wave: heard, counted, and inside the declared area (contract, 1)."""
    facts = columns.facts
    found: NDArray[np.bool_] = heard_in(columns, wave_id) & (facts.state == State.COUNTED) & ~facts.outside
    return found


def asks_area(columns: ColumnSet) -> bool:
    """Whether an answer can put somebody outside the declared area."""
    return any(option.outside for coding in columns.codings for option in coding.options)


def outside_in(columns: ColumnSet, wave_id: int) -> int:
    """How many counted responses of a wave are from outside the declared area: they are reported apart."""
    facts = columns.facts
    return int(np.count_nonzero(heard_in(columns, wave_id) & (facts.state == State.COUNTED) & facts.outside))


def last_answered(columns: ColumnSet, wave_ids: Sequence[int]) -> int | None:
    """The last of some waves in which somebody's answers are counted."""
    return next((each for each in reversed(wave_ids) if states(columns, each)[State.COUNTED]), None)


def ways(columns: ColumnSet, chosen: NDArray[np.bool_]) -> tuple[int, ...]:
    """How many of the chosen responses came each of the ways: on paper, with any help, or neither."""
    return tuple(int(np.count_nonzero(chosen & mask)) for mask in way_masks(columns))


def way_masks(columns: ColumnSet) -> tuple[NDArray[np.bool_], ...]:
    """Where a response came each of the ways; every response came one of them."""
    paper = columns.facts.channel == columns.number_of_word("paper")
    alone = columns.facts.channel == columns.number_of_word("web")
    alone &= columns.facts.help == columns.number_of_word("")
    return alone, ~alone & ~paper, paper


def way_lines(counts: Sequence[int], level: Level) -> tuple[Line, ...]:
    """The ways as lines of a table."""
    shown = disclose(sum(counts), counts, level, adds_up=True)
    return tuple(line(words, cell, bar(cell.percent)) for words, cell in zip(WAYS, shown.cells, strict=True))


def states(columns: ColumnSet, wave_id: int) -> Mapping[State, int]:
    """How many responses of a wave are in each state. Together they are all that are stored."""
    counts = np.bincount(columns.facts.state[heard_in(columns, wave_id)], minlength=len(State) + 1)
    return {state: int(counts[state]) for state in State}


def state_lines(counts: Mapping[State, int], people: int, level: Level, *, area: bool) -> tuple[Line, ...]:
    """The states as lines. How many were counted is exact for everybody, the others pass the gate (contract, 31).

    Those counted but from outside the area have a line of their own. Outside the analysts' room the first line has them
    too: were the people in the figures exact, they could be told by taking these off all who have answered, whom
    every page names. `area` is whether the survey asks for the area at all.
    """
    apart = level is Level.WORKING
    outside = (COUNTED_OUTSIDE if apart else "Of these, from outside the area", counts[State.COUNTED] - people)
    others = [(words, counts[state]) for state, words in STATE_WORDS.items() if state is not State.COUNTED]
    return (
        Line(STATE_WORDS[State.COUNTED], f"{people if apart else counts[State.COUNTED]:,}"),
        *(
            Line(words, people_words(disclose_count(count, level)))
            for words, count in ((outside, *others) if area else others)
        ),
    )


def days_of(columns: ColumnSet, chosen: NDArray[np.bool_]) -> Days:
    """How many of the chosen responses came each day that any came."""
    days = columns.facts.day[chosen]
    if not days.size:
        return {}
    first = int(days.min())
    counts = np.bincount(days - first)
    return {first + place: int(counts[place]) for place in np.flatnonzero(counts).tolist()}


def day_lines(days: Days, level: Level) -> tuple[Line, ...]:
    """Responses by day received, from the first to the last; by week where a day would be too small."""
    if not days:
        return ()
    first = min(days)
    counts = np.zeros(max(days) - first + 1, dtype=np.int64)
    counts[np.array(list(days)) - first] = list(days.values())
    weekly = counts.size > MOST_DAYS or (level is not Level.WORKING and int(counts.min()) < FLOOR)
    if weekly:
        first -= date.fromordinal(first).weekday()
        counts = np.bincount((np.array(list(days)) - first) // WEEK, list(days.values())).astype(np.int64)
    step, words = (WEEK, "Week of ") if weekly else (1, "")
    cells = [disclose_count(count, level) for count in counts.tolist()]
    most = max(cell.count or 0 for cell in cells)  # of what is shown: a bar against a true number would tell it
    return tuple(
        _drawn(f"{words}{plain_day(date.fromordinal(first + step * place).isoformat())}", cell, most)
        for place, cell in enumerate(cells)
    )


def _drawn(label: str, cell: Cell, most: int) -> Line:
    return Line(label, people_words(cell), bar=bar(percent(cell.count, most)) if cell.count else None)
