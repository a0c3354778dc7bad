"""Whoever watches viewers' figures learns of nobody by the moment at which they come or go (results contract, 27).

Live figures, rounded and hidden by the same gate, are the control: of them the same facts are false.
"""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from survey_app.results.disclosure import FLOOR
from survey_app.results.renewing import FEWEST, PAUSE, Live, Snapshot, due, least_changed
from tests.results.watching import ANSWERS, TARGET, Renewal, Seen, Step, at_every_reading, by_the_rule, plays, watched


def without_a_pause(held: Snapshot | None, live: Live, closed: bool, now: int) -> bool:
    """The rule, but for the day that must pass."""
    return due(held, live, closed=closed, now=now + PAUSE)


def by_fewer(held: Snapshot | None, live: Live, closed: bool, now: int) -> bool:
    """The rule, but for one person fewer."""
    if held is None or now - held.taken_at < PAUSE:
        return due(held, live, closed=closed, now=now)
    return least_changed(held.live.days, live.days) >= FEWEST - 1


def when_closed(held: Snapshot | None, live: Live, closed: bool, now: int) -> bool:
    """The rule, and figures of everybody when the round closes."""
    return due(held, live, closed=closed, now=now) or (closed and held is not None and live != held.live)


QUIETLY = settings(
    max_examples=300, deadline=None, phases=(Phase.generate,), derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def views_differ_by_many_people_a_day_apart(readings: Sequence[Seen]) -> None:
    """Between two views that differ, at least 25 people changed and a day passed."""
    shown = [each for each in readings if each.page is not None]
    for before, after in pairwise(shown):
        if before.page != after.page:
            assert len(before.people ^ after.people) >= FEWEST
            assert after.taken_at - before.taken_at >= PAUSE


def the_answer_is_in_no_view_alone(one: Sequence[Seen], other: Sequence[Seen]) -> None:
    """Two plays that differ in the target's answer alone are read alike: at the same instants, and with other figures
    only since the target came into them together with 24 others, or with 9 into the first that there were."""
    before, hidden_among, needed = frozenset[int](), 0, 0
    for here, there in zip(one, other, strict=True):
        assert (here.taken_at, here.people) == (there.taken_at, there.people)
        changed = before ^ here.people
        if TARGET in changed:
            hidden_among, needed = len(changed) - 1, FEWEST - 1 if before else FLOOR - 1
        assert here.page == there.page or hidden_among >= needed
        before = here.people


def play(steps: Sequence[Step], renewal: Renewal) -> None:
    one, other = (list(watched(steps, renewal, answer)) for answer in ("daily", "never"))
    views_differ_by_many_people_a_day_apart(one)
    the_answer_is_in_no_view_alone(one, other)


@given(plays())
def test_a_viewer_sees_no_newcomer_and_nobody_leave(steps: list[Step]) -> None:
    play(steps, by_the_rule)


@pytest.mark.parametrize("fact", ["many", "alone"])
@pytest.mark.parametrize("renewal", [at_every_reading, without_a_pause, by_fewer, when_closed])
def test_negative_control_live_figures_and_weaker_rules_show_them(renewal: Renewal, fact: str) -> None:
    @QUIETLY
    @given(plays())
    def played(steps: list[Step]) -> None:
        one, other = (list(watched(steps, renewal, answer)) for answer in ("daily", "never"))
        if fact == "many":
            views_differ_by_many_people_a_day_apart(one)
        else:
            the_answer_is_in_no_view_alone(one, other)

    if renewal is without_a_pause and fact == "alone":
        played()  # the pause alone guards against who reads often, not against who reads twice
    else:
        with pytest.raises((AssertionError, ExceptionGroup)):
            played()


@pytest.mark.parametrize(("people", "renewal", "least", "most"), [
    (57, at_every_reading, 0.15, 1.0), (500, at_every_reading, 0.15, 1.0),
    (57, by_the_rule, 0.0, 0.0), (500, by_the_rule, 0.0, 0.0),
])  # fmt: skip
def test_how_many_newcomers_are_given_away(people: int, renewal: Renewal, least: float, most: float) -> None:
    assert least <= given_away(people, renewal) <= most


def given_away(people: int, renewal: Renewal, plays: int = 60) -> float:
    """The share of newcomers whose answer to one question the figures tell: read just before and just after, the number
    of one answer alone has moved. A crowd answers, two days pass, and then the target comes."""
    told = 0
    for seed in range(plays):
        draw = random.Random(seed)  # noqa: S311  # a play, not a secret
        crowd = Step(answers=tuple(draw.choices(ANSWERS, (5, 3, 2), k=people)))
        answer = draw.choice(ANSWERS)
        before, _, after = watched([crowd, Step(hours=48), Step(target=True)], renewal, answer)
        told += [ANSWERS.index(answer)] == [
            place for place, pair in enumerate(zip(numbers(before), numbers(after), strict=True)) if pair[0] != pair[1]
        ]
    return told / plays


def numbers(seen: Seen) -> list[str]:
    """How many gave each answer, as it is shown."""
    return [] if seen.page is None else [line.people for line in seen.page[0].questions[0].figures[0].lines]
