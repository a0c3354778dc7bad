"""The rule by which viewers' figures are renewed: of at least 25 other people, a day later or more."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.blocks import State
from survey_app.results.renewing import FEWEST, FIRST, PAUSE, Live, Snapshot, due, ends, least_changed, stands
from survey_app.results.tallies import Tallies
from tests.results.sample import NOON

NOBODY = Tallies(0, 0, None, (), (), ())


def live(days: Mapping[int, int], *, pretend: bool = False, erased: int = 0) -> Live:
    counts = dict.fromkeys(State, 0) | {State.COUNTED: sum(days.values()), State.ERASED: erased}
    return Live(days, counts, pretend)


def taken(days: Mapping[int, int], *, pretend: bool = False) -> Snapshot:
    return Snapshot(1, NOON, 11, live(days, pretend=pretend), NOBODY)


@pytest.mark.parametrize(("people", "closed", "first"), [(49, False, False), (50, False, True)])
def test_the_first_snapshot_of_an_open_round_is_of_fifty(people: int, closed: bool, first: bool) -> None:
    assert due(None, live({1: people}), closed=closed, now=NOON) is first


@pytest.mark.parametrize(("people", "first"), [(0, False), (9, False), (10, True), (49, True)])
def test_the_first_snapshot_of_a_closed_round_is_of_whoever_answered_from_ten(people: int, first: bool) -> None:
    assert due(None, live({1: people}), closed=True, now=NOON) is first


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(
    ("after", "wait", "renewed"),
    [
        ({1: 60, 2: 25}, PAUSE, True),
        ({1: 60, 2: 25}, PAUSE - 1, False),
        ({1: 60, 2: 24}, 99 * PAUSE, False),
        ({1: 35}, PAUSE, True),
        ({1: 36}, PAUSE, False),
        ({1: 48, 2: 13}, PAUSE, True),
        ({1: 49, 2: 13}, PAUSE, False),
        ({1: 60}, 99 * PAUSE, False),
    ],
)
def test_a_snapshot_is_renewed_a_day_later_when_twenty_five_came_or_left(
    after: Mapping[int, int], wait: int, renewed: bool, closed: bool
) -> None:
    assert due(taken({1: 60}), live(after), closed=closed, now=NOON + wait) is renewed


def test_what_was_read_of_a_closed_round_stands_when_its_answers_are_erased() -> None:
    assert not due(taken({1: 100}), live({}, erased=100), closed=True, now=NOON + 900 * PAUSE)
    assert not due(taken({1: 100}), live({1: 60}, erased=40), closed=True, now=NOON + 900 * PAUSE)
    assert due(taken({1: 100}), live({1: 60}), closed=True, now=NOON + 900 * PAUSE)


def test_a_final_snapshot_is_not_renewed_and_ends_no_second_time() -> None:
    final = replace(taken({1: 100}), final=True)
    assert due(taken({1: 100}), live({1: 60}), closed=True, now=NOON + PAUSE)
    assert not due(final, live({1: 60}), closed=True, now=NOON + 900 * PAUSE)
    assert not due(final, live({1: 160}), closed=False, now=NOON + 900 * PAUSE)  # opened again
    assert not ends(final, live({1: 100}))


@pytest.mark.parametrize(("after", "final"), [({1: 100}, True), ({1: 76}, True), ({1: 75}, False), ({2: 100}, False)])
def test_a_snapshot_of_a_closed_round_ends_when_too_few_have_changed(after: Mapping[int, int], final: bool) -> None:
    assert ends(taken({1: 100}), live(after)) is final
    assert final is not due(taken({1: 100}), live(after), closed=True, now=NOON + PAUSE)


def test_a_snapshot_whose_answers_were_erased_ends_and_a_pretend_one_never() -> None:
    assert ends(taken({1: 100}), live({}, erased=100))
    assert not ends(taken({1: 100}, pretend=True), live({1: 100}, pretend=True))


def test_one_erased_answer_does_not_stop_an_open_round() -> None:
    assert due(taken({1: 100}), live({1: 99, 2: 30}, erased=1), closed=False, now=NOON + PAUSE)


def test_a_pretend_snapshot_follows_its_answers_and_falls_before_real_ones() -> None:
    pretend = taken({1: 100}, pretend=True)
    assert due(pretend, live({1: 101}, pretend=True), closed=False, now=NOON)
    assert not due(pretend, live({1: 100}, pretend=True), closed=False, now=NOON)
    real = live({9: 1})
    assert not stands(pretend, real)
    assert not due(pretend, real, closed=False, now=NOON + 9 * PAUSE)
    assert due(pretend, live({9: FIRST}), closed=False, now=NOON)


def test_a_real_snapshot_is_never_dropped() -> None:
    assert stands(taken({1: 100}), live({1: 100}))
    assert stands(taken({1: 100}), live({}, pretend=True))
    assert not stands(None, live({}))


people = st.dictionaries(st.integers(0, 60), st.integers(1, 5))
"""Who is in the figures, and the day on which each answered."""


@given(people, st.sets(st.integers(0, 60)), people)
def test_people_who_changed_are_never_counted_as_more_than_they_are(
    before: dict[int, int], gone: set[int], came: dict[int, int]
) -> None:
    after = {who: day for who, day in before.items() if who not in gone}
    after |= {100 + who: day for who, day in came.items()}
    changed = before.keys() ^ after.keys()
    least = least_changed(Counter(before.values()), Counter(after.values()))
    assert least <= len(changed)
    if not {before[who] for who in changed & before.keys()} & {after[who] for who in changed & after.keys()}:
        assert least == len(changed)


def test_negative_control_the_net_would_count_too_few_and_every_move_too_many() -> None:
    before, after = {1: 60}, {1: 47, 2: 13}
    assert sum(after.values()) - sum(before.values()) == 0
    assert least_changed(before, after) == 26 >= FEWEST
    assert least_changed(before, before) == 0  # 13 came on day 2 and left again: 26 moves, and nobody changed


def test_a_snapshot_says_how_many_were_counted_wherever_they_live() -> None:
    held = replace(live({1: 60}), states=dict.fromkeys(State, 0) | {State.COUNTED: 63})
    assert (held.people, held.counted) == (60, 63)
