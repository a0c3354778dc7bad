"""Who has not been heard: the rule, by hand and by what it says of itself."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.organisation import Entry
from survey_app.results.missing import Part, gaps, missing
from survey_app.results.missing_parts import ages_together
from survey_app.results.tiles import tile_map
from survey_app.results.who import finding, map_words, most_wanted

PARTS = (Part("Pendle", 200, 10), Part("Wyre", 300, 40), Part("Fylde", 500, 50))


def test_with_a_target_each_part_lacks_its_share_of_it_less_those_who_answered() -> None:
    assert [gap.more for gap in gaps(PARTS, 1000)] == [190, 260, 450]


def test_without_a_target_a_part_lacks_what_would_bring_it_to_its_share_while_others_stay() -> None:
    found = gaps(PARTS)
    assert [gap.more for gap in found] == [15, 0, 0]
    assert missing(0.2, 10, 100) == pytest.approx(12.5)


@pytest.mark.parametrize(("answered", "more"), [(88, 10), (91, 10), (93, 0), (100, 0), (300, 0)])
def test_numbers_are_to_the_nearest_five_and_none_under_ten_is_said(answered: int, more: int) -> None:
    assert gaps((Part("Pendle", 100, answered), Part("Wyre", 900, 0)), 1000)[0].more == more


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 5000), st.integers(1, 5000))
def test_who_answers_what_is_lacking_has_the_share_of_the_population(one: int, other: int, few: int, many: int) -> None:
    share, lacking = one / (one + other), missing(one / (one + other), few, few + many)
    assume(lacking > 0)
    assert (few + lacking) / (few + many + lacking) == pytest.approx(share, rel=1e-6)


def test_before_anybody_answers_nothing_is_lacking_and_nothing_breaks() -> None:
    nobody = tuple(Part(part.label, part.people, 0) for part in PARTS)
    assert [gap.more for gap in gaps(nobody)] == [0, 0, 0]
    assert finding(gaps(nobody)) == "Nobody has answered yet."
    assert tile_map((), {gap.label: gap for gap in gaps(nobody)}) is None


def test_the_sentence_names_the_part_that_lacks_most() -> None:
    assert finding(gaps(PARTS, 1000)) == "Fylde: about 450 more answers would match the Census."
    assert [gap.label for gap in most_wanted(gaps(PARTS, 1000))] == ["Fylde", "Wyre", "Pendle"]
    assert finding(gaps(PARTS, 100)) == "Pendle: about 10 more answers would match the Census."


@pytest.mark.parametrize(
    ("labels", "together"),
    [
        (["75 to 84", "85 or over"], "75 or over"),
        (["16 to 24", "25 to 34", "55 to 64"], "16 to 64"),
        (["65 to 74"], "65 to 74"),
    ],
)
def test_neighbouring_ages_have_one_name(labels: list[str], together: str) -> None:
    assert ages_together(labels) == together


def test_tiles_stand_as_areas_lie_and_are_darker_where_more_answered() -> None:
    areas = tuple(Entry(code=label, label=label, tile=place) for label, place in (("Pendle", (1, 0)), ("Wyre", (0, 1))))
    areas += (Entry(code="fylde", label="Fylde", tile=(0, 0)), Entry(code="else", label="Somewhere else"))
    drawn = tile_map(areas, {gap.label: gap for gap in gaps(PARTS)})
    assert drawn is not None
    assert [(tile.lines, tile.figure, tile.tone) for tile in drawn.tiles] == [
        (("Pendle",), "500.0", "blue3"),
        (("Wyre",), "1333.3", "blue1"),
        (("Fylde",), "1000.0", "blue2"),
    ]
    assert (drawn.tiles[0].x > drawn.tiles[2].x, drawn.tiles[1].y > drawn.tiles[2].y) == (True, True)
    assert [band.words for band in drawn.bands] == ["under 777.8", "777.8 to under 1055.6", "1055.6 or more"]


def test_half_a_map_is_no_map() -> None:
    areas = (Entry(code="pendle", label="Pendle", tile=(0, 0)), Entry(code="wyre", label="Wyre"))
    assert tile_map(areas, {gap.label: gap for gap in gaps(PARTS)}) is None


def test_the_map_says_what_it_shows() -> None:
    assert map_words(gaps(PARTS)) == (
        "Pendle has answered least: 500.0 of every 10,000 people aged 16 or over. Wyre has answered most: 1333.3."
    )
