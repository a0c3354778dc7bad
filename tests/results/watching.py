"""Somebody watches a viewer's figures while people answer and take their answers back, and knows when one of them does.

A play is a list of steps. It is played with the figures that viewers read, or with live ones in their stead.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from hypothesis import strategies as st
from msgspec import Struct

from survey_app.questionnaire.definition import Questionnaire, Section
from survey_app.results.blocks import State
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.renewing import Live, Snapshot, due
from survey_app.results.reports import Counted, Results, counted_then, shown
from survey_app.results.taking import taken
from tests.results.sample import DAY, FIRST, NOON, OFTEN, column_set, versions

ANSWERS: Final = ("daily", "weekly", "never")
TARGET: Final = -1
"""The number of the one whom the watcher knows."""

FIRST_DAY: Final = date(2026, 5, 28).toordinal()

QUESTION: Final = versions(
    Questionnaire(
        **{name: getattr(FIRST, name) for name in ("title", "audience", "start", "thanks")},
        sections=(Section(id="often", questions=(OFTEN,)),),
    )
)


class Step(Struct, frozen=True):
    """What happens between two readings. `answers` are of those who come, `leaving` of how many others go; the target
    comes or goes; hours pass; the round closes."""

    answers: tuple[str, ...] = ()
    leaving: int = 0
    target: bool = False
    hours: int = 0
    closes: bool = False


class Person(Struct, frozen=True):
    """One answer, and the ordinal of the day on which it came."""

    answer: str
    day: int


class Seen(Struct, frozen=True):
    """One reading: what the pages show, when that was made and of whom; None where there is the number alone."""

    page: tuple[Results, Counted] | None
    taken_at: int = 0
    people: frozenset[int] = frozenset()


Renewal: TypeAlias = Callable[[Snapshot | None, Live, bool, int], bool]
"""Whether figures are made anew: of what is held and what is live, once closed or before, at an instant."""


def by_the_rule(held: Snapshot | None, live: Live, closed: bool, now: int) -> bool:
    """The figures that viewers read."""
    return due(held, live, closed=closed, now=now)


def at_every_reading(_held: Snapshot | None, _live: Live, _closed: bool, _now: int) -> bool:
    """Live figures, for the control."""
    return True


@st.composite
def plays(draw: st.DrawFn) -> list[Step]:
    """A crowd, then some days on which people come and go; the target comes on one, may go on another, and the round
    may close."""
    answers = st.sampled_from((0, 0, 1, 12, 23, 24, 25, 30)).flatmap(answers_of)
    hours = st.sampled_from((0, 0, 1, 23, 24, 30, 60))
    usual = st.builds(Step, answers=answers, leaving=st.sampled_from((0, 0, 0, 1, 5, 13, 25)), hours=hours)
    size = draw(st.sampled_from((8, 12, 30, 49, 50, 70)))
    steps = draw(st.lists(usual, min_size=3, max_size=9))
    moments = st.integers(0, len(steps))
    come = draw(moments)
    steps.insert(come, Step(target=True))
    if draw(st.booleans()):
        steps.insert(draw(st.integers(come + 1, len(steps))), Step(target=True))
    if draw(st.booleans()):
        steps.insert(draw(moments), Step(closes=True, hours=draw(hours)))
    return [Step(answers=draw(answers_of(size))), *steps]


def answers_of(people: int) -> st.SearchStrategy[tuple[str, ...]]:
    """What so many people answer."""
    return st.lists(st.sampled_from(ANSWERS), min_size=people, max_size=people).map(tuple)


def watched(steps: Sequence[Step], renewal: Renewal, targets_answer: str = "daily") -> Iterator[Seen]:
    """What is read after each step of a play in which the target gives this answer."""
    world: dict[int, Person] = {}
    now, closed, numbers = NOON, False, iter(range(10_000))
    held, seen = None, Seen(None)
    for step in steps:
        now += 3600 * step.hours
        closed = closed or step.closes
        day = FIRST_DAY + (now - NOON) // DAY
        for number in [each for each in world if each != TARGET][: step.leaving]:
            del world[number]
        if not closed:
            world |= {next(numbers): Person(answer, day) for answer in step.answers}
        if step.target and TARGET in world:
            del world[TARGET]
        elif step.target and not closed:
            world[TARGET] = Person(targets_answer, day)
        if renewal(held, _live(world), closed, now):
            held = _taken(world, held, now)
            seen = Seen(_page(held), now, frozenset(world))
        yield seen


def _live(world: Mapping[int, Person]) -> Live:
    states = dict.fromkeys(State, 0) | {State.COUNTED: len(world)}
    return Live(Counter(person.day for person in world.values()), states, pretend=False)


def _taken(world: Mapping[int, Person], held: Snapshot | None, now: int) -> Snapshot:
    people = list(world.values())
    columns = column_set(
        [{"Q1": person.answer} for person in people],
        survey=QUESTION,
        day=lambda place: date.fromordinal(people[place].day).isoformat(),
    )
    return taken(columns, 1, None, held, now=now)


def _page(held: Snapshot) -> tuple[Results, Counted] | None:
    if held.live.people < FLOOR:
        return None
    codings = column_set([], survey=QUESTION).codings
    made = shown(held.tallies, codings, Level.GUARDED, strict=False)
    return made, counted_then(held.live, held.tallies, Level.GUARDED, days=True)
