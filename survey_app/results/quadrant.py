"""Importance against progress: two item lists with the same items, held against each other as points of one picture.

Every place is an average score that the question's own table shows, so nothing is told here that is not told there.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Quadrant
from survey_app.results.figures import QuestionFigures

WIDTH: Final = 640
HEIGHT: Final = 420
MARGIN: Final = 36
"""What is left free round the points, so that no circle is cut."""

LEAST: Final = 3
"""Items from which on a picture says more than a table."""


class Point(Struct, frozen=True):
    """One item: its number in the picture, its place there, and its scores in words."""

    number: int
    label: str
    x: float
    y: float
    up: str
    across: str


class QuadrantChart(Struct, frozen=True):
    """The picture: its points, the lines that part it, what its axes are, and the sentence of what it finds."""

    id: str
    up: str
    across: str
    points: tuple[Point, ...]
    line_x: float
    line_y: float
    sentence: str
    width: int = WIDTH
    height: int = HEIGHT


class Placed(Struct, frozen=True):
    """One item with its two average scores."""

    label: str
    up: float
    across: float


def quadrant_chart(quadrant: Quadrant, questions: Mapping[str, QuestionFigures]) -> QuadrantChart | None:
    """The picture of two item lists; None where one is not shown, or fewer than three items have both scores."""
    up, across = questions.get(quadrant.up), questions.get(quadrant.across)
    if up is None or across is None:
        return None
    heights = {figure.heading: figure.score for figure in up.figures if figure.score is not None}
    placed = [
        Placed(figure.heading, heights[figure.heading], figure.score)
        for figure in across.figures
        if figure.score is not None and figure.heading in heights
    ]
    if len(placed) < LEAST:
        return None
    high, wide = _mean([each.up for each in placed]), _mean([each.across for each in placed])
    tall, broad = _scale([each.up for each in placed]), _scale([each.across for each in placed])
    return QuadrantChart(
        f"{quadrant.up}-{quadrant.across}",
        up.title,
        across.title,
        tuple(
            Point(
                number,
                each.label,
                _on(each.across, broad, WIDTH),
                HEIGHT - _on(each.up, tall, HEIGHT),
                f"{each.up:.1f}",
                f"{each.across:.1f}",
            )
            for number, each in enumerate(placed, start=1)
        ),
        _on(wide, broad, WIDTH),
        HEIGHT - _on(high, tall, HEIGHT),
        quadrant_sentence(placed),
    )


def quadrant_sentence(placed: Sequence[Placed]) -> str:
    """What stands out: of the items that matter more than the average and get on worse than it, the one that is
    furthest behind. Scores are compared as they are printed."""
    high, wide = _mean([each.up for each in placed]), _mean([each.across for each in placed])
    behind = [each for each in placed if round(each.up, 1) > round(high, 1) and round(each.across, 1) < round(wide, 1)]
    if not behind:
        return "Nothing matters more than the average and gets on worse than it."
    first = min(behind, key=lambda each: (round(each.across, 1), -round(each.up, 1), each.label))
    matters, gets_on = f"matters more than the average ({first.up:.1f})", f"gets on worse than it ({first.across:.1f})"
    return f"“{first.label}” {matters} and {gets_on}."


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)


def _scale(scores: Sequence[float]) -> tuple[float, float]:
    """From where to where an axis goes: what is there, and half a point at least, so that chance is not blown up."""
    least, most = min(scores), max(scores)
    spare = max(0.0, 0.5 - (most - least)) / 2
    return least - spare, most + spare


def _on(score: float, scale: tuple[float, float], length: int) -> float:
    share = (score - scale[0]) / (scale[1] - scale[0])
    return round(MARGIN + share * (length - 2 * MARGIN), 1)
