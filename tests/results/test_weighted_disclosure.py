"""Weighted percentages outside the analysts' room: from 100 people and 10 who gave the answer (contract, 33)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.disclosure import Level, Sign, disclose
from survey_app.results.weighted_disclosure import weighted_cells, whole

GUARDED = Level.GUARDED


def percents(counts: list[int], shares: list[float], level: Level = GUARDED) -> list[int | None]:
    base = sum(counts)
    shown = disclose(base, counts, level)
    return [cell.percent for cell in weighted_cells(shown, base, counts, shares, level)]


def test_from_100_people_on_shares_are_shown() -> None:
    assert percents([60, 40], [0.7, 0.3]) == [70, 30]
    assert percents([60, 39], [0.7, 0.3]) == [None, None]
    assert percents([60, 39], [0.7, 0.3], Level.WORKING) == [70, 30]


def test_where_a_cell_is_hidden_the_next_smallest_weighted_one_is_too() -> None:
    assert percents([60, 30, 25, 5], [0.5, 0.1, 0.35, 0.05]) == [50, None, 35, None]
    assert percents([60, 30, 25, 5], [0.5, 0.1, 0.35, 0.05], Level.WORKING) == [50, 10, 35, 5]


def test_a_hidden_share_keeps_its_number_of_people() -> None:
    counts = [60, 30, 25, 5]
    cells = weighted_cells(disclose(120, counts, GUARDED), 120, counts, [0.5, 0.1, 0.35, 0.05], GUARDED)
    assert [cell.count for cell in cells] == [60, 30, 25, None]
    assert cells[3].sign is Sign.HIDDEN


def test_nothing_comes_back_that_the_gate_of_counts_hides() -> None:
    counts = [200, 4]
    shown = disclose(204, counts, GUARDED, strict=True)
    assert shown.hidden
    assert all(cell.percent is None for cell in weighted_cells(shown, 204, counts, [0.9, 0.1], GUARDED))


@given(st.lists(st.integers(0, 80), min_size=2, max_size=7), st.data())
def test_no_hidden_share_can_be_had_by_taking_the_others_from_100(counts: list[int], data: st.DataObject) -> None:
    parts = [data.draw(st.floats(0.2, 5)) * count for count in counts]
    shares = [part / sum(parts) if sum(parts) else 0.0 for part in parts]
    made = percents(counts, shares)
    hidden = [share for share, percent in zip(shares, made, strict=True) if percent is None]
    assert len(hidden) != 1 or len([each for each in counts if each >= 10]) == 0


@pytest.mark.parametrize(("share", "percent"), [(0.0, 0), (0.005, 1), (0.4949, 49), (0.495, 50), (1.0, 100)])
def test_shares_are_whole_per_cent_halves_up(share: float, percent: int) -> None:
    assert whole(share) == percent
