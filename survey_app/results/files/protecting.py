"""What is coarsened or hidden in a file of all answers before anybody downloads it (results contract, 30 and 38)."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.questionnaire.conditions import questions_in
from survey_app.results.coding import Coding
from survey_app.results.disclosure import FLOOR

AGE_EDGES: Final = (16, 25, 45, 65, 75)
"""Where the five age bands of a file begin; the last two tell older people apart, who are online least."""

_AGE = re.compile(r"age_(\d+)_(?:\d+|over)")


def small_groups(values: Sequence[NDArray[np.integer]], rows: NDArray[np.intp]) -> list[NDArray[np.bool_]]:
    """For each characteristic in turn, whether its value is hidden in each of these rows.

    Afterwards every combination of what is left, "hidden" being a value too, is shared by at least 10 people, or all
    is hidden. Later characteristics give way before earlier ones. The arrays are of the whole column set, the
    answer's of these rows.
    """
    group = np.zeros(rows.size, dtype=np.int64)
    hidden: list[NDArray[np.bool_]] = []
    for column in values:
        known = column[rows].astype(np.int64)
        hide = np.zeros(rows.size, dtype=np.bool_)
        for each in np.unique(group):
            inside = np.flatnonzero(group == each)
            hide[inside] = np.isin(known[inside], _too_few(known[inside]))
        hidden.append(hide)
        kept = np.where(hide, np.iinfo(np.int64).max, known)
        _, places = np.unique(kept, return_inverse=True)
        _, group = np.unique(group * (places.max(initial=0) + 1) + places, return_inverse=True)
    return hidden


def age_band(code: str) -> str:
    """The band of an age option in a file; any other code stays as it is."""
    found = _AGE.fullmatch(code)
    if found is None:
        return code
    place = max((place for place, edge in enumerate(AGE_EDGES) if edge <= int(found[1])), default=0)
    last = "over" if place + 1 == len(AGE_EDGES) else str(AGE_EDGES[place + 1] - 1)
    return f"age_{AGE_EDGES[place]}_{last}"


def band_words(band: str) -> str:
    """A band of ages in words: `age_75_over` is 75 or over."""
    _, low, high = band.split("_")
    return f"{low} or over" if high == "over" else f"{low} to {high}"


def tell_tales(codings: Sequence[Coding]) -> dict[str, frozenset[str]]:
    """By key, every question whose answer decides, directly or through another, whether this one is asked.

    Where such an answer is hidden in a row, so must this be: being asked would give it away.
    """
    found: dict[str, frozenset[str]] = {}
    for coding in codings:
        variable = coding.variable
        item = None if variable.item is None else variable.item.when
        conditions = (variable.section.when, variable.question.when, item)
        causes = {key for condition in conditions for key in questions_in(condition)}
        found[coding.key] = frozenset(causes.union(*(found.get(key, frozenset()) for key in causes)))
    return found


def _too_few(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The values to hide in one group, smallest first, until none left is under 10 and those hidden are 10 or more."""
    distinct, counts = np.unique(values, return_counts=True)
    order = np.argsort(counts, kind="stable")
    running = np.cumsum(counts[order])
    few = int(np.count_nonzero(counts < FLOOR))
    if few == 0:
        return distinct[:0]
    enough = int(np.searchsorted(running, FLOOR)) + 1
    return distinct[order[: max(few, enough)]]
