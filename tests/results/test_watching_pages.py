"""Whoever watches a viewer's pages sees nobody come or go: the real pages on both databases, and live ones beside."""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest

from survey_app.results.renewing import FEWEST, PAUSE
from tests.results.fieldwork_days import come, figures, leave, wait
from tests.results.site import Place


def plays(seed: int) -> Iterator[tuple[str, int]]:
    """Some hours of a round: people come, leave, and time passes."""
    draw = random.Random(seed)  # noqa: S311  # a play, not a secret
    yield "daily", 55
    for _ in range(7):
        yield draw.choice(
            [("never", 1), ("daily", 12), ("weekly", 30), ("leave", 1), ("leave", 14), ("wait", 9), ("wait", 24)]
        )


def watched(place: Place, seed: int) -> list[tuple[str, frozenset[int], int]]:
    """What is read after each step, who was in the round then, and when it was."""
    inside: list[int] = []
    seen = []
    for what, count in plays(seed):
        if what == "wait":
            wait(place, 3600 * count)
        elif what == "leave":
            leave(place, inside[:count])
            inside = inside[count:]
        else:
            inside += come(place, count, what)
        seen.append((figures(place), frozenset(inside), int(place.site.clock.seconds)))
    return seen


def views_differ_by_many_people_a_day_apart(seen: Sequence[tuple[str, frozenset[int], int]]) -> None:
    """Whoever reads after each step sees other figures only of 25 others a day later."""
    made = [seen[0]]
    made += [after for before, after in pairwise(seen) if after[0] != before[0]]
    for before, after in pairwise(made):
        assert len(before[1] ^ after[1]) >= FEWEST
        assert after[2] - before[2] >= PAUSE


@pytest.mark.parametrize("seed", range(3))
def test_whoever_watches_a_viewers_pages_sees_nobody_come_or_go(open_place: Place, seed: int) -> None:
    views_differ_by_many_people_a_day_apart(watched(open_place, seed))


def test_negative_control_live_pages_show_them(open_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("survey_app.results.looking.due", lambda *_, **__: True)
    with pytest.raises(AssertionError):
        views_differ_by_many_people_a_day_apart(watched(open_place, 0))
