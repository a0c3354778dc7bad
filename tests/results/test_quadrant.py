"""Importance against progress: places by the scores that are shown, and the sentence of what stands out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.definition import Quadrant
from survey_app.results.disclosure import Cell
from survey_app.results.figures import Figure, QuestionFigures
from survey_app.results.quadrant import HEIGHT, MARGIN, WIDTH, Placed, quadrant_chart, quadrant_sentence

BOTH = Quadrant(up="P2", across="P3")


def shown(id_: str, scores: dict[str, float | None]) -> QuestionFigures:
    """An item list with these average scores."""
    figures = tuple(
        Figure(f"{id_}.{label}", label, "", "", (), False, (), (), Cell(), score=score)
        for label, score in scores.items()
    )
    return QuestionFigures(id_, "", f"Question {id_}", figures)


def both(up: dict[str, float | None], across: dict[str, float | None]) -> dict[str, QuestionFigures]:
    return {"P2": shown("P2", up), "P3": shown("P3", across)}


def test_the_higher_the_more_it_matters_and_the_further_right_the_better_it_gets_on() -> None:
    chart = quadrant_chart(BOTH, both({"a": 3.0, "b": 2.0, "c": 1.0}, {"a": 2.0, "b": 3.0, "c": 4.0}))
    assert chart is not None
    a, b, c = chart.points
    assert (a.y < b.y < c.y, a.x < b.x < c.x) == (True, True)
    assert (b.x, b.y) == (chart.line_x, chart.line_y)
    assert (a.number, a.up, a.across) == (1, "3.0", "2.0")
    assert chart.sentence == "“a” matters more than the average (3.0) and gets on worse than it (2.0)."


@pytest.mark.parametrize("hidden", ["P2", "P3"])
def test_what_is_not_shown_has_no_point(hidden: str) -> None:
    scores: dict[str, float | None] = {"a": 3.0, "b": 2.0, "c": 1.0, "d": 2.5}
    seen = both(scores, scores) | {hidden: shown(hidden, scores | {"b": None})}
    chart = quadrant_chart(BOTH, seen)
    assert chart is not None
    assert [point.label for point in chart.points] == ["a", "c", "d"]


def test_fewer_than_three_points_are_no_picture() -> None:
    assert quadrant_chart(BOTH, both({"a": 3.0, "b": 2.0}, {"a": 3.0, "b": 2.0})) is None
    assert quadrant_chart(BOTH, {"P2": shown("P2", {"a": 1.0})}) is None


def test_where_nothing_stands_out_that_is_said() -> None:
    placed = [Placed("a", 3, 3), Placed("b", 2, 2), Placed("c", 1, 1)]
    assert quadrant_sentence(placed) == "Nothing matters more than the average and gets on worse than it."


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(1, 5)), min_size=3, max_size=8))
def test_every_point_is_in_the_picture(scores: list[tuple[float, float]]) -> None:
    up: dict[str, float | None] = {str(place): high for place, (high, _) in enumerate(scores)}
    across: dict[str, float | None] = {str(place): wide for place, (_, wide) in enumerate(scores)}
    chart = quadrant_chart(BOTH, both(up, across))
    assert chart is not None
    assert all(MARGIN - 1 <= point.x <= WIDTH - MARGIN + 1 for point in chart.points)
    assert all(MARGIN - 1 <= point.y <= HEIGHT - MARGIN + 1 for point in chart.points)
