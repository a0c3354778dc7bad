"""One plain sentence for each question, made by rule from what may be shown, never from what is hidden."""

from collections.abc import Sequence

from survey_app.questionnaire.variables import Measure
from survey_app.results.disclosure import Cell, Shown, Sign

NOBODY = "Nobody has answered this question yet."
PROTECTED = "Hidden to protect people: fewer than 10 answered, or nearly everybody gave the same answer."
NONE_SHOWN = "No answer was given by enough people to show."
EVEN = "No answer stands out: several were given equally often."

MOST_NAMED = 3
"""Answers named in a sentence at most; more of equal size do not stand out."""


def sentence(labels: Sequence[str], shown: Shown, measure: Measure) -> str:
    """What a table says in short: its most common answer, or that there is none. Labels go with the cells."""
    if shown.hidden:
        return PROTECTED
    if not shown.base.count:
        return NOBODY
    most = max((cell.count for cell in shown.cells if cell.count is not None), default=0)
    if most == 0:
        return NONE_SHOWN if any(cell.sign is Sign.HIDDEN for cell in shown.cells) else NOBODY
    named = [(label, cell) for label, cell in zip(labels, shown.cells, strict=True) if cell.count == most]
    if len(named) > MOST_NAMED:
        return EVEN
    return _named([f"“{label}”" for label, _ in named], named[0][1], shown.base, measure)


def _named(labels: Sequence[str], cell: Cell, base: Cell, measure: Measure) -> str:
    of = f"{_people(cell)} of {_people(base)} people"
    amount = of if cell.percent is None else f"{cell.percent}% ({of})"
    each = " each" if len(labels) > 1 else ""
    if measure == "many":
        return f"{_list(labels)} {'was' if len(labels) == 1 else 'were'} chosen most often: {amount}{each}."
    answers = "answer was" if len(labels) == 1 else "answers were"
    return f"The most common {answers} {_list(labels)}: {amount}{each}."


def _people(cell: Cell) -> str:
    return "" if cell.count is None else f"{cell.count:,}"


def _list(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
