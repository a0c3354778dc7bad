"""Bars are as long as their percentages, and pieces of one scale share it."""

from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.definition import Role
from survey_app.results.charts import ANSWERS, GAP, LABELLED, NO_OPINION, WIDTH, Piece, bar, stacks

OFF = frozenset({"dk"})
TONES = ("blue1", "blue3", "mid", "orange3", "orange1", "dk")
ROWS = st.lists(st.lists(st.integers(0, 500), min_size=6, max_size=6).filter(any), min_size=1, max_size=6)


def pieces(counts: list[int]) -> list[Piece]:
    return [Piece(100 * count / sum(counts), tone, "x") for count, tone in zip(counts, TONES, strict=True) if count]


def test_a_bar_is_as_long_as_its_percentage() -> None:
    drawn = [bar(50), bar(100), bar(120)]
    assert [each.length for each in drawn if each] == [WIDTH / 2, WIDTH, WIDTH]


def test_the_smallest_bar_can_be_seen_and_nothing_has_none() -> None:
    smallest = bar(1)
    assert smallest is not None
    assert smallest.length >= 1
    assert bar(0) is None
    assert bar(None) is None


def test_do_not_know_is_grey() -> None:
    answered, unknown = bar(10), bar(10, Role.DONT_KNOW)
    assert answered is not None
    assert unknown is not None
    assert (answered.colour, unknown.colour) == (ANSWERS, NO_OPINION)


def test_pieces_without_a_middle_stand_side_by_side() -> None:
    made = stacks([pieces([50, 0, 0, 30, 0, 20])])[0]
    assert [(each.x, each.width) for each in made.segments] == [(0, 50), (50, 30), (80, 20)]
    assert made.axis is None


def test_the_middles_of_all_rows_are_on_one_axis_and_what_is_off_the_scale_stands_apart() -> None:
    first, second = stacks([pieces([50, 0, 20, 30, 0, 0]), pieces([10, 0, 20, 50, 0, 20])], "mid", OFF)
    assert first.axis == second.axis
    for made in (first, second):
        middle = next(each for each in made.segments if each.tone == "mid")
        assert abs(middle.middle - (made.axis or 0)) < 0.02
    assert second.segments[-1].tone == "dk"
    assert second.segments[-1].x >= sum(each.width for each in second.segments[:-1]) + GAP


def test_a_figure_is_written_only_where_it_fits() -> None:
    made = stacks([pieces([94, 6, 0, 0, 0, 0])])[0]
    assert [each.words for each in made.segments] == ["x", ""]


@given(ROWS, st.sampled_from(["", "mid"]))
def test_every_piece_is_in_the_picture_in_its_order_and_on_one_scale(rows: list[list[int]], middle: str) -> None:
    made = stacks([pieces(row) for row in rows], middle, OFF)
    scales = []
    for row, one in zip(rows, made, strict=True):
        assert [each.tone for each in one.segments] == [tone for count, tone in zip(row, TONES, strict=True) if count]
        assert all(each.x >= -0.01 and each.x + each.width <= 100.05 for each in one.segments)
        assert all(
            before.x + before.width <= after.x + 0.05
            for before, after in zip(one.segments, one.segments[1:], strict=False)
        )
        assert all(
            bool(each.words) == (each.width >= LABELLED) for each in one.segments if abs(each.width - LABELLED) > 0.01
        )
        scales.append(sum(each.width for each in one.segments))
    assert max(scales) - min(scales) < 0.2
