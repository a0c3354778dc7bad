"""Who has answered: by day or week, by way of answering and by state, exactly or guarded."""

import numpy as np
import pytest

from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level
from survey_app.results.lines import Line
from survey_app.results.overview import day_lines, days_of, outside_in, population, state_lines, states, way_lines, ways
from tests.results.sample import column_set

DAYS = ["2026-06-01", "2026-06-01", "2026-06-03", "2026-06-10"]


def said(lines: tuple[Line, ...]) -> dict[str, str]:
    return {line.label: line.people for line in lines}


def everybody(columns: ColumnSet) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(columns.block.size, dtype=np.bool_)


def on(days: list[str]) -> ColumnSet:
    return column_set([{}] * len(days), day=lambda place: days[place])


def test_days_are_listed_one_by_one_without_a_gap() -> None:
    columns = on(DAYS[:3])
    assert said(day_lines(days_of(columns, everybody(columns)), Level.WORKING)) == {
        "1 June 2026": "2",
        "2 June 2026": "0",
        "3 June 2026": "1",
    }


def test_a_small_day_makes_weeks_of_them_all_outside_the_analysts_room() -> None:
    columns = on(["2026-06-01"] * 30 + ["2026-06-09"] * 4 + ["2026-06-12"] * 9)
    assert said(day_lines(days_of(columns, everybody(columns)), Level.GUARDED)) == {
        "Week of 1 June 2026": "30",
        "Week of 8 June 2026": "15",
    }


def test_days_with_ten_or_more_stay_days() -> None:
    columns = on(["2026-06-01"] * 12 + ["2026-06-02"] * 33)
    assert said(day_lines(days_of(columns, everybody(columns)), Level.GUARDED)) == {
        "1 June 2026": "10",
        "2 June 2026": "35",
    }


def test_bars_are_drawn_against_what_is_shown() -> None:
    columns = on(["2026-06-01"] * 17 + ["2026-06-02"] * 30)
    lengths = [line.bar.length for line in day_lines(days_of(columns, everybody(columns)), Level.GUARDED) if line.bar]
    assert lengths == [120, 240]


def test_a_long_round_is_listed_by_week() -> None:
    columns = on(["2026-01-01", "2026-12-31"])
    assert len(day_lines(days_of(columns, everybody(columns)), Level.WORKING)) == 53


def test_nobody_has_no_days() -> None:
    columns = column_set([])
    assert day_lines(days_of(columns, everybody(columns)), Level.WORKING) == ()


@pytest.mark.parametrize(
    ("channel", "helped", "way"),
    [("web", "", 0), ("web", "proxy", 1), ("telephone", "", 1), ("beside", "", 1), ("paper", "", 2), ("paper", "x", 2)],
)
def test_each_response_came_one_of_three_ways(channel: str, helped: str, way: int) -> None:
    columns = column_set([{}], channel=channel, help=helped)
    assert ways(columns, everybody(columns)) == tuple(int(place == way) for place in range(3))


def test_ways_pass_the_gate() -> None:
    assert [line.people for line in way_lines((40, 12, 3), Level.GUARDED)] == ["40", "10", "[c]"]
    assert [line.people for line in way_lines((40, 12, 3), Level.WORKING)] == ["40", "12", "3"]


def test_how_many_came_one_way_cannot_be_told_from_how_many_answered() -> None:
    """Of 108 who answered, 60 and 35 taken off would leave 9 on paper, and nothing else under 10."""
    assert [line.people for line in way_lines((62, 37, 9), Level.GUARDED)] == ["60", "[c]", "[c]"]


def test_states_add_up_to_all_that_is_stored() -> None:
    order = ["counted"] * 12 + ["quarantined"] * 11 + ["withdrawn"] * 2
    columns = column_set([{}] * 25, state=lambda place: order[place])
    assert sum(states(columns, 1).values()) == 25
    lines = state_lines(states(columns, 1), 12, Level.WORKING, area=True)
    assert [line.people for line in lines] == ["12", "0", "11", "2", "0"]


def test_only_how_many_were_counted_is_exact_for_all_and_never_those_from_inside_the_area() -> None:
    counts = {State.COUNTED: 16, State.QUARANTINED: 11, State.WITHDRAWN: 2, State.ERASED: 0}
    shown = [line.people for line in state_lines(counts, 13, Level.GUARDED, area=True)]
    assert shown == ["16", "[c]", "10", "[c]", "[c]"]
    assert [line.people for line in state_lines(counts, 13, Level.WORKING, area=True)] == ["13", "3", "11", "2", "0"]
    assert len(state_lines(counts, 16, Level.GUARDED, area=False)) == 4


def test_figures_are_of_real_counted_responses_of_the_round_from_inside_the_area() -> None:
    answers = [{"Q7": "north"}, {"Q7": "away"}, {"Q7": "north"}, {"Q7": "north"}, {}]
    columns = column_set(
        answers,
        state=lambda place: "quarantined" if place == 2 else "counted",
        demonstration=lambda place: place == 3,
    )
    assert population(columns, 1).tolist() == [True, False, False, False, True]
    assert not population(columns, 2).any()
    assert outside_in(columns, 1) == 1
