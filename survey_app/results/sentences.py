"""One plain sentence for each question, made by rule from what may be shown, never from what is hidden."""

from collections.abc import Sequence

from msgspec import Struct

from survey_app.questionnaire.variables import Measure
from survey_app.results.disclosure import Cell, Shown, Sign
from survey_app.results.scales import Net

NOBODY = "Nobody has answered this question yet."
PROTECTED = "Hidden to protect people: fewer than 10 answered, or all but a few gave the same answer."
NONE_SHOWN = "No answer was given by enough people to show."
EVEN = "No answer stands out: several were given equally often."
ROWS_HIDDEN = "Some rows cannot be compared: too few people answered, or figures are hidden to protect people."

MOST_NAMED = 3
"""Answers named in a sentence at most; more of equal size do not stand out."""


class Row(Struct, frozen=True):
    """One row of an item list: its label, and the cell of the answer by which rows are compared."""

    label: str
    cell: Cell


def sentence(labels: Sequence[str], shown: Shown, measure: Measure, sides: Sequence[Net] = (), chosen: str = "") -> str:
    """What a table says in short: both sides of a scale where it has a middle, else its most common answer, or that
    there is none. Labels go with the cells. `chosen` is what choosing was, where it was more than that."""
    if shown.hidden:
        return PROTECTED
    if not shown.base.count:
        return NOBODY
    if sides:
        return _both_sides(sides, shown.base)
    most = max(((cell.count, cell.percent or 0) for cell in shown.cells if cell.count is not None), default=(0, 0))
    if most[0] == 0:
        return NONE_SHOWN if any(cell.sign is Sign.HIDDEN for cell in shown.cells) else NOBODY
    named = [
        (label, cell)
        for label, cell in zip(labels, shown.cells, strict=True)
        if (cell.count, cell.percent or 0) == most
    ]
    if len(named) > MOST_NAMED:
        return EVEN
    return _named(
        [_quoted(label) for label, _ in named], named[0][1], shown.base, chosen or {"many": "chosen"}.get(measure, "")
    )


def rows_sentence(answers: Sequence[str], rows: Sequence[Row]) -> str:
    """What an item list says in short: for which row an answer, or either of several, was given most and least."""
    shares = [row.cell.percent for row in rows if row.cell.percent is not None]
    if len(shares) < len(rows) or not rows:
        return ROWS_HIDDEN
    answer, most, least = _or(answers), max(shares), min(shares)
    if most == least:
        return f"{answer} was given equally often for all: {most}%."
    top = [_quoted(row.label) for row in rows if row.cell.percent == most]
    bottom = [_quoted(row.label) for row in rows if row.cell.percent == least]
    if len(top) > MOST_NAMED or len(bottom) > MOST_NAMED:
        return f"{answer} was given by {least}% to {most}%."
    return f"{answer} was given most often for {_and(top)} ({most}%) and least often for {_and(bottom)} ({least}%)."


def number_sentence(median: str, mean: str) -> str:
    """What a number comes to, each part empty where it may not be shown; empty where neither may."""
    if not median:
        return f"The average was {mean}." if mean else ""
    average = f", and the average was {mean}" if mean else ""
    return f"Half of the people said {median} or less{average}."


def _both_sides(sides: Sequence[Net], base: Cell) -> str:
    (first, one), (second, other) = ((_or(net.labels), net.cell) for net in sides)
    of = f"of {_people(base)} people"
    if one.percent is None or other.percent is None:
        return f"{_people(one)} {of} chose {first}, and {_people(other)} chose {second}."
    return f"{one.percent}% chose {first}, and {other.percent}% chose {second}, {of}."


def _named(labels: Sequence[str], cell: Cell, base: Cell, chosen: str) -> str:
    of = f"{_people(cell)} of {_people(base) if cell.of is None else f'{cell.of:,}'} people"
    amount = of if cell.percent is None else f"{cell.percent}% ({of})"
    each = " each" if len(labels) > 1 else ""
    if chosen:
        return f"{_and(labels)} {'was' if len(labels) == 1 else 'were'} {chosen} most often: {amount}{each}."
    answers = "answer was" if len(labels) == 1 else "answers were"
    return f"The most common {answers} {_and(labels)}: {amount}{each}."


def _people(cell: Cell) -> str:
    return "" if cell.count is None else f"{cell.count:,}"


def _quoted(label: str) -> str:
    return f"“{label}”"


def _or(labels: Sequence[str]) -> str:
    return " or ".join(map(_quoted, labels))


def _and(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
