"""Headlines over rounds: each with its picture, its table, a sentence, and where it is cut (results contract, 25)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.breaks import Between, Signed
from survey_app.results.charts_trends import Trend, trend
from survey_app.results.comparing import FEWEST, POINTS
from survey_app.results.disclosure import Cell
from survey_app.results.headline_table import BREAK, NOT_AVAILABLE, Change, change_of, earlier_of, lies_between
from survey_app.results.headlines import Headline
from survey_app.results.lines import people_words
from survey_app.results.past import Round

MOST_ROUNDS: Final = 12
"""The newest, so that a picture stays readable."""


class Point(Struct, frozen=True):
    """One round of a series in words. `why` is what lies between it and the round before."""

    round: str
    share: str
    people: str
    base: str
    change: str = ""
    why: str = ""
    clear: bool = False
    """Whether the change may be spoken of."""


class Series(Struct, frozen=True):
    """One figure over rounds."""

    title: str
    how: str
    sentence: str
    points: tuple[Point, ...]
    picture: Trend


class Unsigned(Struct, frozen=True):
    """Words that changed and may be signed as meaning the same: the version that brought them, and the question."""

    version: int
    question: str


class Trends(Struct, frozen=True):
    """Every series, and what may be signed."""

    series: tuple[Series, ...]
    unsigned: tuple[Unsigned, ...]


class _Step(Struct, frozen=True):
    """One row of one headline in one round; what lies between it and the round before, None in the first."""

    round: Round
    cell: Cell
    base: Cell
    gap: Between | None


def trends(rounds: Sequence[Round], signed: Signed) -> Trends:
    """The series of every headline of the newest of some rounds, which stand oldest first."""
    some = rounds[-MOST_ROUNDS:]
    if not some:
        return Trends((), ())
    found = [
        (made, line.label, tuple(_steps(made, line.label, some, signed)))
        for made in some[-1].headlines
        for line in (made.lines[: made.top] if made.kind == "most" else made.lines)
    ]
    gaps = (step.gap for _, _, steps in found for step in steps if step.gap is not None)
    unsigned = dict.fromkeys(each for gap in gaps for each in gap.unsigned)
    series = tuple(_series(made, label, steps) for made, label, steps in found)
    return Trends(series, tuple(Unsigned(*each) for each in unsigned))


def _steps(made: Headline, label: str, rounds: Sequence[Round], signed: Signed) -> Iterator[_Step]:
    before: tuple[Round, Headline] | None = None
    for each in rounds:
        then = earlier_of(made, each)
        row = None if then is None else then.row_of(label)
        if then is None or row is None:
            continue
        gap = None
        if before is not None:
            gap = lies_between(then, before[1], (before[0].facts, each.facts), signed)
        yield _Step(each, row.cell or Cell(), then.base, gap)
        before = (each, then)


def _series(made: Headline, label: str, steps: Sequence[_Step]) -> Series:
    title = made.label if made.share else f"{made.label}: {label}"
    names = [f"Round {step.round.wave.number}" for step in steps]
    broken = [bool(step.gap and step.gap.breaks) for step in steps[1:]]
    changes = [Change(""), *(_change(*pair) for pair in pairwise(steps))]
    points = tuple(
        Point(
            name,
            _share(step.cell),
            people_words(step.cell),
            people_words(step.base),
            change.words,
            change.why,
            change.clear,
        )
        for name, step, change in zip(names, steps, changes, strict=True)
    )
    percents = [step.cell.percent for step in steps]
    return Series(
        title,
        made.how,
        _sentence(names, steps),
        points,
        trend(names, percents, broken),
    )


def _change(before: _Step, after: _Step) -> Change:
    gap = after.gap or Between()
    if gap.breaks:
        return Change(BREAK, "; ".join(gap.breaks))
    found = change_of(after.cell, after.base, before.cell, before.base)
    return replace(found, why="; ".join(filter(None, (found.why, *gap.notes))))


def _share(cell: Cell) -> str:
    return cell.sign.value if cell.sign is not None else NOT_AVAILABLE if cell.percent is None else f"{cell.percent}%"


def _sentence(names: Sequence[str], steps: Sequence[_Step]) -> str:
    """What became of the figure between the last two rounds, from what is shown alone."""
    last = steps[-1]
    if last.cell.percent is None:
        return f"{names[-1]} has no percentage to show."
    if len(steps) == 1:
        return f"It was {last.cell.percent}% in {names[-1].lower()}, and there is no round before it to compare with."
    before, pair = steps[-2], f"{names[-2].lower()} and {names[-1].lower()}"
    if last.gap is not None and last.gap.breaks:
        return f"The line is cut: {pair} cannot be compared, because {' and '.join(last.gap.breaks)}."
    if before.cell.percent is None:
        return f"It was {last.cell.percent}% in {names[-1].lower()}; {names[-2].lower()} has no percentage to show."
    from_to = f"{before.cell.percent}% in {names[-2].lower()} and {last.cell.percent}% in {names[-1].lower()}"
    points = last.cell.percent - before.cell.percent
    if min(before.base.count or 0, last.base.count or 0) < FEWEST:
        return f"It was {from_to}: too few people answered to speak of a change."
    if abs(points) < POINTS:
        return f"It hardly changed: {from_to}."
    return f"It {'rose' if points > 0 else 'fell'} by {abs(points)} points: {from_to}."
