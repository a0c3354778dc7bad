"""Rankings: who was put first, who was among the first three, and that nobody unranked is last."""

import numpy as np
from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Ranking, Section
from survey_app.results.coding import Missing, Stored, StoredAnswers
from survey_app.results.comparable import by_key
from survey_app.results.compared import live
from survey_app.results.crossing import cross_tallies, crossed_codings
from survey_app.results.disclosure import Level
from survey_app.results.figures import Figure, Reading, question_figures
from survey_app.results.overview import population
from survey_app.results.rankings import is_later_place
from survey_app.results.tallies import tallies
from tests.results.sample import FIRST, PLACE, column_set, people, versions

OPTIONS = tuple(Option(code=code, label=code.capitalize()) for code in ("price", "speed", "seats", "shade"))
RANKING = Ranking(id="Q9", label="What matters most?", options=OPTIONS, most=3)
SURVEY = versions(replace(FIRST, sections=(Section(id="rank", questions=(RANKING,)),), characteristics=()))


def ranked(count: int, *codes: str) -> list[dict[str, Stored]]:
    """So many people who put these in order."""
    given = [*codes, *[None] * (3 - len(codes))]
    return people(count, **{f"Q9.{place}": code for place, code in enumerate(given, start=1)})


def figures(answers: list[dict[str, Stored]], level: Level) -> tuple[str, tuple[Figure, ...]]:
    columns = column_set(answers, survey=SURVEY)
    counted = tallies(columns, 1, level)
    (question,) = question_figures(columns.codings, counted.questions, Reading(frozenset({11}), level, strict=False))
    assert question.grid is None
    return question.sentence, question.figures


def lines(made: Figure) -> list[tuple[str, str, str]]:
    return [(line.label, line.people, line.share) for line in made.lines]


ANSWERS = [*ranked(40, "price", "speed"), *ranked(20, "seats", "price", "speed"), *ranked(10)]


def test_first_place_and_the_first_three_are_counted_of_those_who_ranked_any() -> None:
    sentence, (first, among) = figures(ANSWERS, Level.WORKING)
    assert [first.heading, among.heading] == ["1st place", "Among the first three"]
    assert lines(first) == [
        ("Price", "40", "67%"),
        ("Speed", "0", "0%"),
        ("Seats", "20", "33%"),
        ("Shade", "0", "0%"),
    ]
    assert lines(among) == [
        ("Price", "60", "100%"),
        ("Speed", "60", "100%"),
        ("Seats", "20", "33%"),
        ("Shade", "0", "0%"),
    ]
    assert [made.base for made in (first, among)] == ["60 people who were asked and answered"] * 2
    assert sentence == (
        "“Price” was put first most often: 67% (40 of 60 people). "
        "“Price” and “Speed” were put among the first three most often: 100% (60 of 60 people) each."
    )


def test_a_ranking_is_guarded_like_any_question() -> None:
    _, (first, among) = figures(ANSWERS, Level.GUARDED)
    assert [people for _, people, _ in lines(first)] == ["40", "[c]", "20", "[c]"]
    assert [people for _, people, _ in lines(among)] == ["60", "60", "20", "[c]"]
    few = figures(ranked(9, "price"), Level.WORKING)[1]
    hidden = figures(ranked(12, "price") + ranked(3, "seats"), Level.GUARDED)[1]
    assert few[0].base_cell.count == 9
    assert [people for _, people, _ in lines(hidden[1])] == ["10", "[c]", "[c]", "[c]"]


def test_places_are_columns_and_blank_ones_are_not_answered() -> None:
    columns = column_set(ANSWERS, survey=SURVEY)
    codings = {coding.key: column for coding, column in zip(columns.codings, columns.block.answers, strict=True)}
    assert [is_later_place(coding) for coding in columns.codings] == [False, True, True]
    third = codings["Q9.3"].codes
    assert np.count_nonzero(third == Missing.NOT_ANSWERED) == 50
    assert np.count_nonzero(third == 2) == 20


def test_groups_are_compared_by_first_place_and_by_the_first_three() -> None:
    survey = versions(
        replace(FIRST, sections=(Section(id="rank", questions=(RANKING, PLACE)),), characteristics=("Q7",))
    )
    north: list[StoredAnswers] = [{**each, "Q7": "north"} for each in ranked(60, "price", "speed")]
    south: list[StoredAnswers] = [{**each, "Q7": "south"} for each in ranked(60, "seats", "shade", "price")]
    columns = column_set([*north, *south], survey=survey)
    by = by_key(columns.codings, "Q7")
    assert by is not None
    first, among = live(columns, 1, "Q9", by).tables
    assert (first.key, first.heading, among.key, among.heading) == (
        "Q9.1",
        "1st place",
        "Q9.top",
        "Among the first three",
    )
    assert [row.words for row in first.rows] == [
        ("50%", "100%", "0%"), ("0%", "0%", "0%"), ("50%", "0%", "100%"), ("0%", "0%", "0%"),
    ]  # fmt: skip
    assert [row.words for row in among.rows] == [
        ("100%", "100%", "100%"), ("50%", "100%", "0%"), ("50%", "0%", "100%"), ("50%", "0%", "100%"),
    ]  # fmt: skip
    crossed = {(each.key, each.measure): each for each in cross_tallies(columns, by, population(columns, 1))}
    assert set(crossed) == {("Q9.1", "single"), ("Q9.top", "many")} <= set(crossed_codings(columns.codings))
    assert crossed["Q9.top", "many"].everyone.counts == (120, 60, 60, 60)
