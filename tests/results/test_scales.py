"""Scales: tones in the order of the points, two sides of a middle, and nets only beside cells that are all shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import One, Option, Role, Scale, Section
from survey_app.results.coding import Coding, codings
from survey_app.results.disclosure import Level, Sign, disclose
from survey_app.results.scales import APART, MIDDLE, UNKNOWN, Points, nets, pieces, points
from tests.results.sample import DONT_KNOW, FIRST, versions

FIVE = tuple(Option(code=f"p{place}", label=f"Point {place}", score=6 - place) for place in range(1, 6))
WITH_MIDDLE = (*FIVE[:2], replace(FIVE[2], middle=True), *FIVE[3:])
SIDES = ((0, 1), (3, 4))
LABELS = ("a", "b", "c", "d", "e")


def coding(*options: Option, one: bool = False) -> Coding:
    kind = One if one else Scale
    question = kind(id="Q1", label="How?", options=options)
    return codings(versions(replace(FIRST, sections=(Section(id="s", questions=(question,)),))))[0]


def tones(*options: Option) -> tuple[str, ...]:
    return points(coding(*options), options).tones


def test_a_scale_without_a_middle_goes_from_dark_to_light() -> None:
    assert tones(*FIVE) == ("blue1", "blue2", "blue3", "blue4", "blue5")
    assert tones(*FIVE[:2]) == ("blue1", "blue3")


def test_a_middle_parts_the_sides() -> None:
    none = Option(code="none", label="None", role=Role.NONE)
    assert tones(*WITH_MIDDLE, none, DONT_KNOW) == ("blue1", "blue3", MIDDLE, "orange3", "orange1", APART, UNKNOWN)
    assert points(coding(*WITH_MIDDLE), WITH_MIDDLE).sides == SIDES


def test_what_is_no_scale_or_has_too_many_points_has_no_stack() -> None:
    assert points(coding(*FIVE, one=True), FIVE) == Points()
    six = (*FIVE, Option(code="p6", label="Point 6", score=0))
    assert points(coding(*six), six) == Points()


def test_a_net_is_made_from_true_counts() -> None:
    shown = disclose(100, [17, 22, 20, 21, 20], Level.GUARDED)
    made = nets(
        100,
        list(zip(LABELS, [17, 22, 20, 21, 20], strict=True)),
        Points(sides=SIDES),
        shown,
        Level.GUARDED,
        strict=False,
    )
    assert [(net.labels, net.cell.count, net.cell.percent) for net in made] == [
        (("a", "b"), 40, 40),
        (("d", "e"), 40, 40),
    ]
    assert [cell.count for cell in shown.cells[:2]] == [15, 20]


@pytest.mark.parametrize("counts", [(60, 5, 15, 15, 15), (60, 15, 15, 15, 0)])
def test_beside_a_hidden_cell_there_is_no_net(counts: tuple[int, ...]) -> None:
    rows = list(zip(LABELS, counts, strict=True))
    base = sum(counts)
    guarded = disclose(base, counts, Level.GUARDED)
    assert nets(base, rows, Points(sides=SIDES), guarded, Level.GUARDED, strict=False) == ()
    exact = disclose(base, counts, Level.WORKING)
    assert len(nets(base, rows, Points(sides=SIDES), exact, Level.WORKING, strict=False)) == 2


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.booleans())
def test_nets_never_stand_beside_what_is_hidden(counts: list[int], strict: bool) -> None:
    base = sum(counts)
    shown = disclose(base, counts, Level.GUARDED, strict=strict)
    made = nets(base, list(zip(LABELS, counts, strict=True)), Points(sides=SIDES), shown, Level.GUARDED, strict=strict)
    if any(cell.sign is Sign.HIDDEN for cell in shown.cells):
        assert made == ()
    for net in made:
        assert net.cell.count is not None
        assert base - net.cell.count >= 8  # rounded: what is left out of it is 10 people or more


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.sampled_from(Level))
def test_pieces_are_made_of_what_is_shown(counts: list[int], level: Level) -> None:
    shown = disclose(sum(counts), counts, level)
    made = pieces(("a", "b", "c", "d", "e"), shown)
    assert {piece.words for piece in made} <= {f"{cell.percent}%" for cell in shown.cells}
    assert np.isclose(sum(piece.share for piece in made), 100) or sum(piece.share for piece in made) < 100
