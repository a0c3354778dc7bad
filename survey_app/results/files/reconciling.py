"""What has become of every response that a file could hold: for its manifest, so that nothing is lost unseen."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level, disclose_count
from survey_app.results.files.manifest import Amount, amount
from survey_app.results.overview import asks_area, heard_in, outside_in, states

FATES = {
    State.QUARANTINED: "held for checking",
    State.WITHDRAWN: "taken back",
    State.ERASED: "erased",
}


def fates(counts: Mapping[State, int], outside: int | None, level: Level) -> Mapping[str, Amount]:
    """How many responses are counted, and what became of the others (results contract, 31).

    Counted ones are exact for everybody; those of them from outside the area, None where nothing asks for it, and the
    others pass the gate. A total stands beside them for analysts only.
    """
    said: dict[str, Amount] = {"counted": counts[State.COUNTED]}
    if outside is not None:
        said["of them from outside the area"] = amount(disclose_count(outside, level))
    said |= {words: amount(disclose_count(counts[state], level)) for state, words in FATES.items()}
    if level is Level.WORKING:
        said["stored"] = sum(counts.values())
    return said


def states_in(columns: ColumnSet, wave_ids: Sequence[int]) -> Mapping[State, int]:
    """How many responses of some rounds are in each state."""
    counts: Counter[State] = Counter(dict.fromkeys(State, 0))
    for each in wave_ids:
        counts.update(states(columns, each))
    return counts


def outside_of(columns: ColumnSet, wave_ids: Sequence[int]) -> int | None:
    """How many counted responses of some rounds are from outside the area; None where nothing asks for it."""
    return sum(outside_in(columns, each) for each in wave_ids) if asks_area(columns) else None


def stored_in(columns: ColumnSet, wave_ids: Sequence[int]) -> int:
    """How many responses of some rounds are stored, whatever their state."""
    return sum(int(np.count_nonzero(heard_in(columns, each))) for each in wave_ids)


def versions_in(columns: ColumnSet, wave_ids: Sequence[int]) -> frozenset[int]:
    """The versions, by id, that anybody heard in these rounds answered."""
    return frozenset(
        number for each in wave_ids for number in np.unique(columns.facts.version[heard_in(columns, each)]).tolist()
    )
