"""Who has answered: how many by day, by way of answering, and what has become of the answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.results.blocks import State
from survey_app.results.charts import bar
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import FLOOR, Cell, Level, disclose, disclose_count, percent
from survey_app.results.figures import Line, line, people_words
from survey_app.results.pretend import heard
from survey_app.web.london import plain_day

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


def ways(columns: ColumnSet, chosen: NDArray[np.bool_]) -> tuple[int, ...]:
    """How many of the chosen responses came each of the ways: on paper, with any help, or neither."""
    paper = chosen & (columns.facts.channel == columns.number_of_word("paper"))
    alone = chosen & (columns.facts.channel == columns.number_of_word("web"))
    alone &= columns.facts.help == columns.number_of_word("")
    counts = [int(np.count_nonzero(each)) for each in (chosen, alone, paper)]
    return counts[1], counts[0] - counts[1] - counts[2], counts[2]


def way_lines(counts: Sequence[int], level: Level) -> tuple[Line, ...]:
    """The ways as lines of a table."""
    shown = disclose(sum(counts), counts, level)
    return tuple(line(words, cell, bar(cell.percent)) for words, cell in zip(WAYS, shown.cells, strict=True))


def states(columns: ColumnSet, wave_id: int) -> Mapping[State, int]:
    """How many responses of a wave are in each state. Together they are all that are stored."""
    counts = np.bincount(columns.facts.state[heard_in(columns, wave_id)], minlength=len(State) + 1)
    return {state: int(counts[state]) for state in State}


def state_lines(counts: Mapping[State, int], people: int, level: Level, *, area: bool) -> tuple[Line, ...]:
    """The states as lines. The number in the figures is exact for everybody, the others pass the gate (contract, 31).

    Those counted but from outside the area have a line of their own: in one number with the rest, they could be told
    from it by taking off the people in the figures. `area` is whether the survey asks for the area at all.
    """
    outside = ("Counted, from outside the area", counts[State.COUNTED] - people)
    others = [(words, counts[state]) for state, words in STATE_WORDS.items() if state is not State.COUNTED]
    return (
        Line(STATE_WORDS[State.COUNTED], f"{people:,}"),
        *(
            Line(words, people_words(disclose_count(count, level)))
            for words, count in ((outside, *others) if area else others)
        ),
    )


def day_lines(columns: ColumnSet, chosen: NDArray[np.bool_], level: Level) -> tuple[Line, ...]:
    """The chosen responses by day received, from the first to the last; by week where a day would be too small."""
    days = columns.facts.day[chosen]
    if not days.size:
        return ()
    first, last = int(days.min()), int(days.max())
    counts = np.bincount(days - first, minlength=last - first + 1)
    weekly = counts.size > MOST_DAYS or (level is not Level.WORKING and int(counts.min()) < FLOOR)
    if weekly:
        first -= date.fromordinal(first).weekday()
        counts = np.bincount((days - first) // WEEK)
    step, words = (WEEK, "Week of ") if weekly else (1, "")
    cells = [disclose_count(count, level) for count in counts.tolist()]
    most = max(cell.count or 0 for cell in cells)  # of what is shown: a bar against a true number would tell it
    return tuple(
        _drawn(f"{words}{plain_day(date.fromordinal(first + step * place).isoformat())}", cell, most)
        for place, cell in enumerate(cells)
    )


def _drawn(label: str, cell: Cell, most: int) -> Line:
    return Line(label, people_words(cell), bar=bar(percent(cell.count, most)) if cell.count else None)
