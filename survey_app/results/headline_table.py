"""The table of headlines at the head of the results: each beside the round before and figures from elsewhere."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.benchmarks import Benchmark, Wording
from survey_app.results.breaks import Between, Facts, Signed, between
from survey_app.results.comparing import FEWEST, POINTS
from survey_app.results.disclosure import Cell
from survey_app.results.headlines import Headline
from survey_app.results.lines import Line, people_words
from survey_app.results.past import Round

BREAK: Final = "[b]"
NOT_AVAILABLE: Final = "[x]"
MINUS: Final = "\N{MINUS SIGN}"
RANDOM: Final = frozenset({"random", "panel_random"})


class HeadlineRow(Struct, frozen=True):
    """One row in words. `then` is the share in the round before with its base; `change` in points, or a sign, and
    `why` what is to be said of it."""

    label: str
    share: str
    people: str
    base: str
    then: str = ""
    change: str = ""
    why: str = ""
    clear: bool = False
    """Whether the change may be spoken of."""


class HeadlineGroup(Struct, frozen=True):
    """One headline: a row where it is a share, else a row for each number or answer below its label."""

    code: str
    label: str
    how: str
    share: bool
    rows: tuple[HeadlineRow, ...]
    elsewhere: tuple[str, ...] = ()


class HeadlineTable(Struct, frozen=True):
    """Every headline. `before` is the round before in words, empty where there is none to compare with; `elsewhere` is
    whether any figure from elsewhere is shown."""

    groups: tuple[HeadlineGroup, ...]
    before: str = ""
    elsewhere: bool = False
    hidden: bool = False


class Compare(Struct, frozen=True):
    """What headlines are shown beside: this round's facts, the round before and what was signed since."""

    facts: Facts
    before: Round
    signed: Signed


def headline_table(
    some: Sequence[Headline], beside: Compare | None, benchmarks: Sequence[Benchmark], samples: Sequence[str]
) -> HeadlineTable | None:
    """The table; None where nothing is declared. `samples` are the sample types of this round's links."""
    if not some:
        return None
    groups = tuple(_group(each, beside, benchmarks, samples) for each in some)
    before = "" if beside is None else f"round {beside.before.wave.number}"
    rows = [row for group in groups for row in group.rows]
    return HeadlineTable(
        groups, before, any(each.elsewhere for each in groups), any(row.people.startswith("[") for row in rows)
    )


class Change(Struct, frozen=True):
    """A change in points, or a sign; what is to be said of it, and whether it may be spoken of."""

    words: str
    why: str = ""
    clear: bool = False


def change_of(now: Cell, base: Cell, then: Cell, then_base: Cell) -> Change:
    """The change between two shares in points (results contract, 23).

    No test is made: answers to an open survey allow none. Where a sample allows an interval, it belongs here.
    """
    if now.percent is None or then.percent is None:
        return Change(NOT_AVAILABLE)
    points = now.percent - then.percent
    sign = "+" if points > 0 else MINUS if points else ""
    words = f"{sign}{abs(points)} {'point' if abs(points) == 1 else 'points'}"
    if min(base.count or 0, then_base.count or 0) < FEWEST:
        return Change(words, f"fewer than {FEWEST} people: too few to speak of a change")
    return Change(words, clear=abs(points) >= POINTS)


def inputs_of(made: Headline) -> tuple[str, ...]:
    """The ids of the questions that decide a headline."""
    return tuple(dict.fromkeys(key.partition(".")[0] for key in made.inputs))


def earlier_of(made: Headline, rounds: Round) -> Headline | None:
    """The same headline in another round; None where it was not counted then."""
    return next((each for each in rounds.headlines if each.code == made.code), None)


def lies_between(made: Headline, earlier: Headline, facts: tuple[Facts, Facts], signed: Signed) -> Between:
    """What lies between a headline of two rounds, the earlier one's facts first. Its own rule may have changed."""
    found = between(*facts, inputs_of(made), signed)
    if made.inputs == earlier.inputs and made.kind == earlier.kind:
        return found
    return Between((*found.breaks, "it is counted by another rule"), found.notes, found.unsigned)


def _group(
    made: Headline, beside: Compare | None, benchmarks: Sequence[Benchmark], samples: Sequence[str]
) -> HeadlineGroup:
    base = people_words(made.base)
    lines = made.lines[: made.top] if made.kind == "most" else made.lines
    rows = tuple(_row(made, line, base, beside) for line in lines)
    ours = next((line.cell for line in made.lines if made.share), None)
    elsewhere = tuple(_elsewhere(each, ours, samples) for each in benchmarks if each.headline == made.code)
    return HeadlineGroup(made.code, made.label, made.how, made.share, rows, elsewhere)


def _row(made: Headline, line: Line, base: str, beside: Compare | None) -> HeadlineRow:
    row = HeadlineRow(line.label, line.share, line.people, base)
    earlier = None if beside is None else earlier_of(made, beside.before)
    if beside is None:
        return row
    if earlier is None or line.cell is None:
        return HeadlineRow(*_plain(row), change=NOT_AVAILABLE, why="not counted then")
    found = lies_between(made, earlier, (beside.before.facts, beside.facts), beside.signed)
    if found.breaks:
        return HeadlineRow(*_plain(row), change=BREAK, why="; ".join(found.breaks))
    then = earlier.row_of(line.label)
    if then is None or then.cell is None:
        return HeadlineRow(*_plain(row), change=NOT_AVAILABLE, why="not shown then")
    change = change_of(line.cell, made.base, then.cell, earlier.base)
    then_words = "" if then.cell.sign else f"{then.share or then.people} of {people_words(earlier.base)}"
    why = "; ".join(filter(None, (change.why, *found.notes)))
    return HeadlineRow(*_plain(row), then_words, change.words, why, change.clear)


def _plain(row: HeadlineRow) -> tuple[str, str, str, str]:
    return row.label, row.share, row.people, row.base


def _elsewhere(each: Benchmark, ours: Cell | None, samples: Sequence[str]) -> str:
    """A figure from elsewhere; with the difference only where both are probability samples, put in the same words."""
    fits = each.wording is Wording.SAME and each.probability and bool(samples) and set(samples) <= RANDOM
    if not fits or ours is None or ours.percent is None:
        return each.words
    points = ours.percent - each.percent
    return f"{each.words} Ours is {abs(points):g} points {'more' if points >= 0 else 'less'}."
