"""Who of a round is weighted, from which first weights, and what is refused by its sample type."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.results.coding import Stored, StoredAnswers
from survey_app.results.columns import ColumnSet
from survey_app.results.offering import rows_among, shorter_among
from survey_app.results.overview import population
from survey_app.results.tabulate import in_base, rows_where, tabulate
from survey_app.results.weighing import Sampled, Way, Weighing, weighing
from survey_app.results.weighted import weighted_tallies
from survey_app.results.weighting.plan import Category, ReadMargin, ReadPlan
from survey_app.results.weighting.refusals import Cause, Refused
from survey_app.surveys.samples import Stratum
from survey_app.surveys.strata import Link
from survey_app.surveys.waves import Collector
from tests.results.sample import FIRST, column_set, people, second, stored_answers, versions

PLAN = ReadPlan(
    "everybody",
    "A register",
    "2026-01-01",
    (
        ReadMargin(
            "Place",
            ("Q7",),
            (Category((("north",),), "North", 600), Category((("south",),), "South", 400)),
            (),
        ),
    ),
    ("A note.",),
)


def link(number: int, kind: str, stratum: Stratum | None = None) -> Link:
    return Link(Collector(number, 1, f"link{number}", "web", "", kind, False), stratum)


def stratum(name: str, size: int, adults: str = "") -> Stratum:
    return Stratum(name, "The register", "2026-05-01", size, 500, adults)


def columns(*parts: tuple[int, int, StoredAnswers]) -> ColumnSet:
    """So many people by a link who gave these answers, for each part."""
    answers = [each for count, _, given in parts for each in people(count, **given)]
    links = [number for count, number, _ in parts for _ in range(count)]
    return column_set(answers, collector_id=lambda place: links[place])


NORTH, SOUTH = {"Q7": "north", "Q1": "daily"}, {"Q7": "south", "Q1": "never"}


def weighed(made: ColumnSet, *links: Link, way: Way = "on", plan: ReadPlan | None = PLAN) -> Weighing | Refused:
    return weighing(made, population(made, 1), Sampled(links, plan), way)


def cause(made: Weighing | Refused) -> Cause:
    assert isinstance(made, Refused)
    assert made.words
    return made.cause


@pytest.mark.parametrize("kind", ["open", "panel_optin"])
@pytest.mark.parametrize("way", ["on", "drawn"])
def test_people_who_chose_to_take_part_are_never_weighted(kind: str, way: Way) -> None:
    made = columns((400, 1, NORTH), (100, 1, SOUTH))
    assert cause(weighed(made, link(1, kind), way=way)) is Cause.SAMPLE_TYPE


def test_a_list_is_weighted_to_its_own_totals() -> None:
    made = weighed(columns((200, 1, NORTH), (200, 1, SOUTH)), link(1, "list"))
    assert isinstance(made, Weighing)
    assert not made.standing.by_chance
    assert made.weights[:200].tolist() == pytest.approx([1.2] * 200)
    assert made.weights.sum() == pytest.approx(400)


def test_first_weights_are_the_frame_over_those_who_came_back() -> None:
    made = columns((100, 1, NORTH), (300, 2, SOUTH))
    links = (link(1, "random", stratum("North", 6000)), link(2, "random", stratum("South", 4000)))
    drawn = weighed(made, *links, way="drawn", plan=None)
    assert isinstance(drawn, Weighing)
    assert drawn.weights[:1].tolist() == pytest.approx([0.6 * 400 / 100])
    assert drawn.weights[-1:].tolist() == pytest.approx([0.4 * 400 / 300])
    assert not drawn.standing.alike


def test_several_links_of_one_stratum_are_one_rate() -> None:
    made = columns((100, 1, NORTH), (300, 2, SOUTH))
    one = stratum("Everybody", 9000)
    drawn = weighed(made, link(1, "random", one), link(2, "random", one), way="drawn")
    assert isinstance(drawn, Weighing)
    assert drawn.standing.alike
    assert np.ptp(drawn.weights) == 0


def test_adults_of_the_household_count_up_to_four() -> None:
    parts = [(1, 1, {"Q5": adults}) for adults in (1, 2, 9, 0)] + [(1, 1, {"Q5": None})]
    drawn = weighed(columns(*parts), link(1, "random", stratum("All", 50, "Q5")), way="drawn")
    assert isinstance(drawn, Weighing)
    assert (drawn.weights / drawn.weights[0]).tolist() == pytest.approx([1, 2, 4, 1, 2])


def test_a_sample_that_nobody_described_has_no_weights() -> None:
    made = columns((400, 1, NORTH))
    assert cause(weighed(made, link(1, "random"), way="drawn")) is Cause.NO_SAMPLE


def test_in_a_mixed_round_those_who_were_drawn_are_weighted_alone() -> None:
    made = columns((200, 1, NORTH), (150, 1, SOUTH), (500, 2, SOUTH))
    found = weighed(made, link(1, "random", stratum("All", 9000)), link(2, "open"))
    assert isinstance(found, Weighing)
    assert (found.standing.people, found.standing.of, found.standing.whole) == (350, 850, False)
    assert found.weights[350:].sum() == 0
    assert found.weights.sum() == pytest.approx(350)


def test_two_samples_drawn_in_different_ways_are_not_put_together() -> None:
    made = columns((200, 1, NORTH), (200, 2, SOUTH))
    one = stratum("All", 9000)
    assert cause(weighed(made, link(1, "random", one), link(2, "list"))) is Cause.SAMPLE_TYPE


def test_without_a_plan_there_is_nothing_to_match() -> None:
    made = columns((200, 1, NORTH), (200, 1, SOUTH))
    assert cause(weighed(made, link(1, "list"), plan=None)) is Cause.NO_MARGINS


def test_refusals_of_the_margins_come_through_by_name() -> None:
    assert cause(weighed(columns((299, 1, NORTH)), link(1, "list"))) is Cause.FEW_PEOPLE
    assert cause(weighed(columns((381, 1, NORTH), (19, 1, SOUTH)), link(1, "list"))) is Cause.SMALL_CATEGORY
    assert cause(weighed(columns((300, 1, NORTH), (300, 1, {"Q7": None})), link(1, "list"))) is Cause.MANY_UNKNOWN


def test_a_tally_with_weights_of_one_has_the_counts_without() -> None:
    made = columns(
        (30, 1, {"Q1": "daily", "Q2": ("phone", "laptop"), "Q3": "easy", "Q5": 3}), (20, 1, {"Q1": "refused"})
    )
    everybody = np.ones(50)
    tallies = {each.key: each for each in weighted_tallies(made, everybody == 1, everybody)}
    assert tallies["Q1"].counts == (30, 0, 0, 0, 0)
    assert (tallies["Q1"].people, tallies["Q1"].base) == (30, 30)
    assert tallies["Q2"].counts[:2] == (30, 30)
    assert tallies["Q5"].counts == (0, 30, 0, 0)
    assert tallies["Q5"].middle is not None
    assert tallies["Q5"].middle.mean.value == 3


@settings(max_examples=25)
@given(st.lists(stored_answers(), min_size=1, max_size=12))
def test_with_weights_of_one_every_base_and_row_is_as_without(answers: list[dict[str, Stored]]) -> None:
    made = column_set(answers)
    everybody = np.ones(len(answers))
    rows = rows_where(everybody == 1)
    tallies = {(each.key, each.measure): each for each in weighted_tallies(made, everybody == 1, everybody)}
    for coding, column in zip(made.codings, made.block.answers, strict=True):
        found = tallies.get((coding.key, coding.measure))
        if found is not None:
            plain = tabulate(coding, column, rows)
            kept = [place for place, each in enumerate(coding.options) if in_base(coding, each.role)]
            assert (found.people, found.base) == (plain.base, plain.base)
            places = kept if coding.options else range(len(plain.counts))
            assert [found.counts[place] for place in places] == [plain.counts[place] for place in places]


@settings(max_examples=25)
@given(st.lists(stored_answers(), min_size=1, max_size=12))
def test_own_bases_with_weights_of_one_are_those_without(answers: list[dict[str, Stored]]) -> None:
    made = column_set(answers, survey=versions(FIRST, second()))
    everybody = np.ones(len(answers), dtype=np.bool_)
    rows = rows_among(everybody, shorter_among(made, everybody))
    tallies = {(each.key, each.measure): each for each in weighted_tallies(made, everybody, np.ones(len(answers)))}
    for coding, column in zip(made.codings, made.block.answers, strict=True):
        plain = tabulate(coding, column, rows)
        found = tallies.get((coding.key, coding.measure))
        for number in range(1, len(coding.options) + 1) if found is not None and found.own else ():
            lacking = sum(each.base for each in plain.lacking if number in each.options)
            assert found is not None
            assert found.own[number - 1] == plain.base - lacking
        assert found is None or found.own or not any(each.base for each in plain.lacking)
