"""Headlines over rounds: sentences from what is shown, and no change over a break."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from survey_app.results.breaks import Facts
from survey_app.results.disclosure import HIDDEN, Cell
from survey_app.results.headlines import Headline
from survey_app.results.lines import line
from survey_app.results.past import Round
from survey_app.results.trends import MOST_ROUNDS, Series, trends
from survey_app.surveys.waves import Wave
from tests.results.sample import versions


def rounds(shares: Sequence[tuple[Cell, int]], **other: object) -> list[Round]:
    """Rounds from 1 with one headline each; the last has other facts."""
    made = []
    for number, (cell, base) in enumerate(shares, start=1):
        facts = Facts(number, versions(), ("open",), (100, 0, 0))
        if number == len(shares):
            facts = replace(facts, **other)
        lines = (line("Are online", cell),)
        headline = Headline("online", "Are online", "Counted.", Cell(base), lines, "share", ("Q1",))
        made.append(Round(Wave(number, 1, number, 0, 1, None), base, facts, (headline,)))
    return made


def only(shares: Sequence[tuple[Cell, int]], **other: object) -> Series:
    (series,) = trends(rounds(shares, **other), {}).series
    return series


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ([(Cell(50, 50), 100)], "It was 50% in round 1, and there is no round before it to compare with."),
        ([(Cell(50, 50), 100), (Cell(56, 56), 100)], "It rose by 6 points: 50% in round 1 and 56% in round 2."),
        ([(Cell(50, 50), 100), (Cell(45, 45), 100)], "It fell by 5 points: 50% in round 1 and 45% in round 2."),
        ([(Cell(50, 50), 100), (Cell(46, 46), 100)], "It hardly changed: 50% in round 1 and 46% in round 2."),
        (
            [(Cell(50, 50), 99), (Cell(90, 90), 100)],
            "It was 50% in round 1 and 90% in round 2: too few people answered to speak of a change.",
        ),
        ([(HIDDEN, 100), (Cell(90, 90), 100)], "It was 90% in round 2; round 1 has no percentage to show."),
        ([(Cell(90, 90), 100), (HIDDEN, 100)], "Round 2 has no percentage to show."),
    ],
)
def test_the_sentence_says_what_became_of_the_figure(shares: list[tuple[Cell, int]], sentence: str) -> None:
    assert only(shares).sentence == sentence


def test_a_break_cuts_the_line_and_leaves_no_change() -> None:
    made = only([(Cell(50, 50), 100), (Cell(56, 56), 100), (Cell(70, 70), 100)], samples=("random",))
    assert [point.change for point in made.points] == ["", "+6 points", "[b]"]
    assert [point.clear for point in made.points] == [False, True, False]
    assert made.sentence.startswith(
        "The line is cut: round 2 and round 3 cannot be compared, because people were found"
    )
    assert (len(made.picture.segments), len(made.picture.cuts)) == (1, 1)


def test_only_the_newest_rounds_are_drawn() -> None:
    made = only([(Cell(50, 50), 100)] * (MOST_ROUNDS + 1))
    assert [made.points[0].round, made.points[-1].round] == ["Round 2", f"Round {MOST_ROUNDS + 1}"]
    assert trends([], {}).series == ()
