"""Whatever a viewer can ask for about a question over time tells of nobody: made people come, go, and are compared.

Everything is read off what pages show. Without the audit the same fact is false.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np
import pytest
from msgspec.structs import replace

from survey_app.results.auditing import audited
from survey_app.results.breakdowns import Breakdown, disclose_groups
from survey_app.results.coding import StoredAnswers
from survey_app.results.comparable import by_key
from survey_app.results.crosstabs import CrossTable, cross_table, true_columns
from survey_app.results.disclosure import Cell, Level, Sign
from survey_app.results.families import Family, Groups, Hidings, Layer
from survey_app.results.figures import Figure, Reading
from survey_app.results.gathering import Earlier, gathered, hidden_by
from survey_app.results.renewing import Snapshot
from survey_app.results.reports import shown
from survey_app.results.subtracting import Places, Star
from survey_app.results.taking import crossed, taken
from tests.results.sample import DAY, NOON, column_set
from tests.results.test_auditing import told_of

FIRST_DAY = date(2026, 5, 28).toordinal()
OFTEN = ("daily", "weekly", "never", "dont_know", "refused", None)
DEVICES = ("phone", "laptop", "none")

Audit = Callable[[Family], Hidings]


class Play:
    """A round that is read again and again, and its groups when it has closed."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self.before: tuple[Earlier, ...] = ()
        self.held: Snapshot | None = None
        self.seen: dict[str, Family] = {}

    def read(self, answers: Sequence[StoredAnswers], days: Sequence[int], *, groups: bool) -> None:
        """Somebody reads the page of these people, and in the end every table by groups."""
        columns = column_set(answers, day=lambda place: date.fromordinal(FIRST_DAY + days[place]).isoformat())
        now = NOON + 7 * DAY * (len(self.before) + 1)
        made = taken(columns, 1, None, self.held, now=now)
        tables = crossed(columns, 1, ("Q1", "Q7", "Q8"))
        by = [each for key in tables if (each := by_key(columns.codings, key)) is not None]
        found = gathered(made, tables, by, columns.codings, self.before, strict=False)
        hidings = [self._audit(each) for each in found.families]
        self.held, tables, earlier = hidden_by(made, tables, found, hidings)
        self.before = (*self.before, earlier)
        page = shown(self.held.tallies, columns.codings, Level.GUARDED, strict=False)
        figures = {figure.key: figure for question in page.questions for figure in question.figures}
        truths = {family.key: family for family in found.families}
        for key, truth in truths.items():
            self._note(key, truth, figures[key])
        if groups:
            reading = Reading(frozenset(self.held.tallies.versions), Level.GUARDED, strict=False)
            codings = {(each.key, each.measure): each for each in columns.codings}
            for characteristic, tally in ((one, tally) for one in by for tally in tables[one.key]):
                coding = codings[tally.key, tally.measure]
                table = cross_table(tally, coding, characteristic, reading)
                if len(table.columns) > 1:
                    true = true_columns(tally, tally.groups, coding, reading)
                    self._compare(tally.key, characteristic.key, table, [[*_true(one)] for one in true[1:]])

    def _note(self, key: str, truth: Family, figure: Figure) -> None:
        cells = [figure.base_cell, *(line.cell for line in figure.lines), *(line.cell for line in figure.below)]
        newest = truth.layers[-1]
        off = [*_off(cells)]  # a hidden column does not say why people are outside it
        layer = Layer(newest.counts, (*off, *[True] * (len(newest.counts) - len(off))), newest.removed)
        layers = (*self.seen[key].layers, layer) if key in self.seen else (layer,)
        self.seen[key] = replace(truth, layers=layers, stars=())

    def _compare(self, key: str, by: str, table: CrossTable, true: list[list[int]]) -> None:
        rows = [table.base, *table.rows, *table.below]
        hidden = [[*_off(row.cells[1:]), True] for row in rows]
        star = Groups(by, tuple(zip(*true, strict=True)), tuple(map(tuple, hidden)))
        self.seen[key] = replace(self.seen[key], stars=(*self.seen[key].stars, star))


def _off(cells: Sequence[Cell | None]) -> Iterator[bool]:
    for cell in cells:
        assert cell is not None
        yield cell.sign is Sign.HIDDEN


def _true(counted: object) -> Iterator[int]:
    base, counts, outside = (getattr(counted, name) for name in ("base", "counts", "outside"))
    yield base
    yield from (count or 0 for count in counts)
    yield from outside


def played(seed: int, audit: Audit) -> dict[str, Family]:
    """Some hundred people answer; on other days some go and at least 25 come; then the round closes."""
    draw = np.random.default_rng(seed)
    answers: list[StoredAnswers] = []
    days: list[int] = []
    play = Play(audit)
    shares = draw.dirichlet([3, 2, 1, 0.4, 0.4, 0.4])
    for step in range(3):
        for _ in range(int(draw.choice((60, 90, 160) if not step else (25, 30, 50)))):
            answers.append(
                {
                    "Q1": draw.choice(np.array(OFTEN, dtype=object), p=shares),
                    "Q2": tuple(each for each in DEVICES if draw.random() < 0.4) or ("other",),
                    "Q7": str(draw.choice(["north", "south"], p=[0.7, 0.3])),
                    "Q8": str(draw.choice(["yes", "no", "refused"], p=[0.25, 0.65, 0.1])),
                }
            )
            days.append(step)
        for place in sorted(draw.choice(len(answers), int(draw.integers(0, 4)), replace=False).tolist(), reverse=True):
            del answers[place], days[place]
        play.read(answers, days, groups=step == 2)
    return play.seen


def test_no_number_of_1_to_9_people_can_be_told_from_all_that_is_shown_over_time() -> None:
    tables = 0
    for seed in range(8):
        for key, family in played(seed, audited).items():
            assert told_of(family) == [], (seed, key)
            tables += len(family.stars)
    assert tables > 20


def no_audit(_: Star, __: Places) -> list[tuple[int, int]]:
    return []


def nothing(family: Family) -> Hidings:
    """An audit that lets everything pass."""
    stars = tuple((star.by, tuple(row[:-1] for row in star.hidden)) for star in family.stars)
    return Hidings(family.key, family.measure, (), stars)


def unaudited(*args: object, **how: object) -> Breakdown:
    return disclose_groups(*args, **how, audit=no_audit)  # type: ignore[arg-type]  # handed on as it came


def test_negative_control_without_the_audit_some_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("survey_app.results.crosstabs.disclose_groups", unaudited)
    told = sum(bool(told_of(family)) for seed in range(8) for family in played(seed, nothing).values())
    assert told > 0


def test_negative_control_intervals_alone_miss_what_several_tables_tell_together() -> None:
    """A play found among 300: everybody's three snapshots and a table by groups, by intervals alone."""
    assert any(told_of(family) for family in played(1250, nothing).values())
    assert not any(told_of(family) for family in played(1250, audited).values())
