"""Whatever happens to a round, and whenever somebody reads it, viewers are shown its groups of one set of people."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.blocks import State
from survey_app.results.renewing import FEWEST, PAUSE, Live, Snapshot, due, ends, least_changed
from survey_app.results.snapshots import keep_snapshot, snapshot_of
from survey_app.results.tallies import Tallies
from survey_app.results.viewing import Crossed
from survey_app.surveys.waves import close_wave
from tests.results.fieldwork_days import OVER, come, figures, leave, wait
from tests.results.sample import NOON
from tests.results.site import Place
from tests.results.test_pages import words_of
from tests.results.test_viewing import crossed_by

NOBODY = Tallies(0, 0, None, (), (), ())


class Step(Struct, frozen=True):
    """What happens before somebody may read: people come and go, some are erased, hours pass, the round closes or is
    opened again."""

    come: int
    leave: int
    erased: int
    hours: int
    toggles: bool
    reads: bool


Rule: TypeAlias = Callable[[Snapshot | None, Live, bool, int], Snapshot | None]
"""The snapshot that is held after a look: from the one before, what is live, whether closed, and the instant."""


def by_the_rule(held: Snapshot | None, live: Live, closed: bool, now: int) -> Snapshot | None:
    """What `viewing` does."""
    if held is not None and closed and ends(held, live):
        return replace(held, final=True)
    if due(held, live, closed=closed, now=now):
        return Snapshot((held.number if held else 0) + 1, now, 11, live, NOBODY, final=closed)
    return held


def by_the_day_alone(held: Snapshot | None, live: Live, closed: bool, now: int) -> Snapshot | None:
    """The rule before: groups of whatever is held once the round has closed; one taken after that is the last."""
    if held is None or (not held.final and now - held.taken_at >= PAUSE):
        enough = live.people >= 10 if held is None else least_changed(held.live.days, live.days) >= FEWEST
        return Snapshot(1, now, 11, live, NOBODY, final=closed) if enough else held
    return held


many = st.sampled_from((0, 0, 1, 12, 24, 25, 60))
plays = st.lists(
    st.builds(
        Step,
        come=many,
        leave=many,
        erased=st.sampled_from((0, 0, 0, 0, 30)),
        hours=st.sampled_from((0, 1, 23, 24, 60)),
        toggles=st.sampled_from((False, False, True)),
        reads=st.booleans(),
    ),
    min_size=3,
    max_size=12,
)


def groups_read(steps: list[Step], rule: Rule, *, whatever_is_held: bool = False) -> set[tuple[int, ...]]:
    """Of which people groups are shown in a play, by the days of those; nobody twice but in one set."""
    held, closed, now, erased = None, False, NOON, 0
    days: Counter[int] = Counter()
    shown = set()
    for step in steps:
        now += 3600 * step.hours
        closed = closed is not step.toggles
        if not closed:
            days[(now - NOON) // PAUSE] += step.come
        gone = step.leave + step.erased
        for day in sorted(days):
            out = min(gone, days[day])
            days[day] -= out
            gone -= out
        erased += step.erased
        if step.reads:
            states = dict.fromkeys(State, 0) | {State.COUNTED: days.total(), State.ERASED: erased}
            held = rule(held, Live(dict(days), states, pretend=False), closed, now)
            if held is not None and closed and (held.compares or whatever_is_held):
                shown.add((held.taken_at, *held.live.days.values()))
    return shown


@settings(max_examples=1000)
@given(plays)
def test_groups_are_shown_of_one_set_of_people(steps: list[Step]) -> None:
    assert len(groups_read(steps, by_the_rule)) <= 1


def test_negative_control_by_the_rule_before_two_sets_of_groups_can_be_met() -> None:
    @settings(
        max_examples=2000, deadline=None, phases=(Phase.generate,), derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(plays)
    def played(steps: list[Step]) -> None:
        assert len(groups_read(steps, by_the_day_alone, whatever_is_held=True)) <= 1

    with pytest.raises(AssertionError):
        played()


def test_groups_are_shown_once_though_nobody_read_within_a_day_of_closing(open_place: Place) -> None:
    place = open_place
    ids = come(place, 60)
    figures(place)
    place.wait_until(OVER + 2 * PAUSE)
    first = asyncio.run(crossed_by(place, "Q7"))
    assert isinstance(first, Crossed)
    leave(place, ids[:30])
    for _ in range(3):
        wait(place, 2 * PAUSE)
        assert asyncio.run(crossed_by(place, "Q7")) == first


def test_groups_wait_for_the_last_figures_where_many_came_within_a_day_of_them(open_place: Place) -> None:
    place = open_place
    come(place, 60)
    place.wait_until(OVER - PAUSE // 2)
    figures(place)
    ids = come(place, 30, "never")
    place.wait_until(OVER)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents/results/Q1/by/Q7").text)
    assert "Groups show from 28 June 2026 at 09:41, when this round has its last figures." in page
    assert (
        "tables.xlsx?round=1&amp;by=Q7" not in place.read(place.cast.viewer, "/team/surveys/residents/downloads").text
    )
    wait(place, PAUSE // 2)
    found = asyncio.run(crossed_by(place, "Q7"))
    assert isinstance(found, Crossed)
    assert found.snapshot.live.people == 90
    assert "tables.xlsx?round=1&amp;by=Q7" in place.read(place.cast.viewer, "/team/surveys/residents/downloads").text
    leave(place, ids)
    wait(place, 2 * PAUSE)
    assert asyncio.run(crossed_by(place, "Q7")) == found


def test_a_process_that_looked_before_another_made_figures_final_replaces_nothing(open_place: Place) -> None:
    place = open_place
    ids = come(place, 60)
    figures(place)
    place.wait_until(OVER + 2 * PAUSE)
    late = place.database.read_blocking(snapshot_of, place.residents.wave.id)
    assert late is not None
    first = asyncio.run(crossed_by(place, "Q7"))
    leave(place, ids[:30])
    with place.database.write() as connection:
        taken = replace(late, number=late.number + 1, taken_at=OVER)
        assert not keep_snapshot(connection, place.residents.wave.id, taken, {}, late.number)
    assert asyncio.run(crossed_by(place, "Q7")) == first


def sets_of_groups(place: Place, late: int, seed: int = 1) -> int:
    """How many different sets of groups are met on the real service in a round that closes, and in the days after;
    so many come after the figures that are read while it is open."""
    draw = random.Random(seed)  # noqa: S311  # a play, not a secret
    ids = come(place, 80)
    figures(place)
    ids += come(place, late, "never")
    place.wait_until(OVER + draw.choice((0, PAUSE)))
    met = []
    for _ in range(6):
        found = asyncio.run(crossed_by(place, "Q7"))
        if isinstance(found, Crossed) and found.tallies not in met:
            met.append(found.tallies)
        gone, ids = ids[:13], ids[13:]
        leave(place, gone)
        wait(place, draw.choice((0, PAUSE, 2 * PAUSE)))
    return len(met)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("late", [12, 30])
def test_the_real_service_shows_one_set_of_groups(sqlite_open_place: Place, late: int, seed: int) -> None:
    assert sets_of_groups(sqlite_open_place, late, seed) == 1


def test_negative_control_a_service_whose_figures_never_are_final_shows_more(
    sqlite_open_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_app.results.looking.ends", lambda *_: False)
    monkeypatch.setattr("survey_app.results.renewing.Snapshot.compares", property(lambda _: True))
    assert sets_of_groups(sqlite_open_place, 12) > 1


@pytest.fixture
def sqlite_open_place(sqlite_place: Place) -> Place:
    """The running pages on SQLite with a round that is open for a month."""
    with sqlite_place.database.write() as connection:
        close_wave(connection, sqlite_place.residents.wave.id, OVER - 900, "2026-07-31")
    return sqlite_place
