"""What a page shows of each headline, after the gate: its share, how many people, of how many, and by what rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from survey_app.questionnaire.definition import Role
from survey_app.results.coding import Coding
from survey_app.results.derived import YES, HeadlineTally
from survey_app.results.disclosure import FLOOR, HIDDEN, Cell, Level, Shown, Sign, disclose, rounded
from survey_app.results.figures import Figure, Reading
from survey_app.results.lines import Line, line
from survey_app.results.netting import Column, nets_to_show
from survey_app.results.outcomes import answer_rows
from survey_app.results.tabulate import Tally
from survey_app.results.tallies import CodingTally

KEY: Final = "headline."
"""How the keys of headlines begin among those of questions, in logs and addresses."""


class Headline(Struct, frozen=True):
    """One headline as it may be shown. `lines` has one row where it is a share, else one for each number, or for each
    answer, the most common first, of which a table shows the first `top`.

    `inputs` are the keys of the questions that decide it; `rules` those by which something of it is hidden.
    """

    code: str
    label: str
    how: str
    base: Cell
    lines: tuple[Line, ...]
    kind: Literal["share", "numbers", "most"]
    inputs: tuple[str, ...]
    rules: str = ""
    top: int = 0

    @property
    def share(self) -> bool:
        """Whether it is one share of people."""
        return self.kind == "share"

    def row_of(self, label: str) -> Line | None:
        """The row of a number or answer; that of a share, whatever its label was."""
        if self.share:
            return self.lines[0]
        return next((line for line in self.lines if line.label == label), None)


class Beside(Struct, frozen=True):
    """What stands beside headlines: every variable with its tally and its figure, by key."""

    codings: Mapping[str, Coding]
    tallies: Mapping[str, CodingTally]
    figures: Mapping[str, Figure]


def headlines_shown(counted: Iterable[HeadlineTally], beside: Beside, reading: Reading) -> tuple[Headline, ...]:
    """What may be shown of some headlines beside the figures of their questions."""
    every = tuple(counted)
    told = frozenset() if reading.level is Level.WORKING else frozenset(_telling(every, beside, reading))
    return tuple(made for each in every if (made := _shown(each, beside, reading, told)) is not None)


def beside_of(codings: Sequence[Coding], tallies: Iterable[CodingTally], figures: Iterable[Figure]) -> Beside:
    """What stands beside headlines. The newest coding of a key counts."""
    newest = {coding.key: coding for coding in reversed(codings)}
    measures = {key: coding.measure for key, coding in newest.items()}
    return Beside(
        newest,
        {each.key: each for each in tallies if measures.get(each.key) == each.measure},
        {each.key: each for each in figures},
    )


def hidden_headlines(some: Iterable[Headline]) -> dict[str, str]:
    """The rules by which something is hidden, by key, for the log."""
    return {f"{KEY}{each.code}": each.rules for each in some if each.rules}


def _shown(each: HeadlineTally, beside: Beside, reading: Reading, told: frozenset[str]) -> Headline | None:
    if each.tally is None:
        return _most(each, beside, reading)
    shown = _gated(each, each.tally, reading, told)
    share = each.values[0] == YES
    pairs = zip(each.values, shown.cells, strict=True)
    lines = tuple(line(each.label if share else value, cell) for value, cell in pairs)
    return Headline(
        each.code,
        each.label,
        each.how,
        shown.base,
        lines[:1] if share else lines,
        "share" if share else "numbers",
        each.inputs,
        shown.rules,
    )


def _gated(each: HeadlineTally, tally: Tally, reading: Reading, told: frozenset[str]) -> Shown:
    strict = reading.strict or each.sensitive
    if each.code in told:
        return Shown(HIDDEN, (HIDDEN,) * len(each.values), rules="f")
    return disclose(tally.base, tally.counts, reading.level, strict=strict, adds_up=True)


def _telling(every: Sequence[HeadlineTally], beside: Beside, reading: Reading) -> Iterator[str]:
    """The headlines that would tell of hidden people beside what else is shown.

    Those made of several questions hold the people of their parts: a shown 10 stands for three numbers alone, so that
    less than five would be left for what lies between two of them.
    """
    nets: dict[str, list[HeadlineTally]] = {}
    for each in every:
        if each.net:
            nets.setdefault(each.key, []).append(each)
        elif each.tally is not None and _close_to_parts(each.values, each.inputs, each.tally):
            yield each.code
    for key, some in nets.items():
        yield from _telling_of(key, some, beside, reading)


def _close_to_parts(values: Sequence[str], inputs: Sequence[str], tally: Tally) -> bool:
    """Whether less than five numbers could be left for the people between a headline and one of its parts."""
    return values[0] == YES and len(inputs) > 1 and any(rounded(count) == FLOOR for count in tally.counts)


def _telling_of(key: str, some: Sequence[HeadlineTally], beside: Beside, reading: Reading) -> Iterator[str]:
    if key not in beside.tallies or key not in beside.figures or beside.figures[key].base_cell == HIDDEN:
        yield from (each.code for each in some)
        return
    coding, counted, figure = beside.codings[key], beside.tallies[key], beside.figures[key]
    rows = [row for row in answer_rows(coding, counted, reading.versions) if row.option is not None]
    numbers = [coding.numbers[row.option.code] for row in rows if row.option is not None]
    counts = {number: row.count or 0 for number, row in zip(numbers, rows, strict=True)}
    cells = zip(numbers, figure.lines, strict=True)
    hidden = frozenset(number for number, made in cells if made.cell is None or made.cell.sign is Sign.HIDDEN)
    column = Column(counted.tally.base, counts, hidden)
    for each, fits in zip(some, nets_to_show(column, [frozenset(each.net) for each in some]), strict=True):
        if not fits and sum(counts.get(number, 0) for number in each.net) >= FLOOR:
            yield each.code


def _most(each: HeadlineTally, beside: Beside, reading: Reading) -> Headline | None:
    """The answers shown most often, in the order of the numbers that are shown."""
    figure = beside.figures.get(each.key)
    if figure is None:
        return None
    rows = answer_rows(beside.codings[each.key], beside.tallies[each.key], reading.versions)
    said = [
        made
        for row, made in zip(rows, figure.lines, strict=True)
        if row.option is not None and row.option.role is Role.SUBSTANTIVE and made.cell is not None and made.cell.count
    ]
    said.sort(key=lambda made: -((made.cell and made.cell.count) or 0))
    return Headline(each.code, each.label, each.how, figure.base_cell, tuple(said), "most", each.inputs, top=each.top)
