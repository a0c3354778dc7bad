"""Pretend answers: in the figures only while nobody real has answered, and then said on every page and file."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet

SHOWN: Final = "Nobody gave them: they were made up to show what results look like. Do not quote a figure of this page."
LEFT: Final = "Some are still stored with this survey. They are in no figure, because real answers have come in."


def heard(columns: ColumnSet) -> NDArray[np.bool_]:
    """Which responses figures and files may be of: real ones, or pretend ones while there is no real one to count."""
    pretend = columns.facts.demonstration
    return pretend if is_pretend(columns) else ~pretend


def is_pretend(columns: ColumnSet) -> bool:
    """Whether figures and files are of pretend answers."""
    facts = columns.facts
    if not facts.demonstration.any():
        return False
    real = ~facts.demonstration & ((facts.state == State.COUNTED) | (facts.state == State.QUARANTINED))
    return not real.any()


def pretend_words(columns: ColumnSet) -> str:
    """What a page must say of pretend answers; empty where there are none."""
    if not columns.facts.demonstration.any():
        return ""
    return SHOWN if is_pretend(columns) else LEFT


def marked(name: str, columns: ColumnSet) -> str:
    """A file's name, saying so where what is in it is pretend: `residents-answers-pretend`."""
    return f"{name}-pretend" if is_pretend(columns) else name
