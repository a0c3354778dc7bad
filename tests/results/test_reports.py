"""What a page is given: all figures of a round, only a number, or a profile that stands alone."""

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Level
from survey_app.results.reports import counted, outside_words, results
from tests.results.sample import column_set, people

PEOPLE = people(60, Q1="daily", Q8="no")


def test_without_a_level_there_is_only_the_number() -> None:
    made = counted(column_set(PEOPLE), 1, None, days=False)
    assert (made.people, made.days, made.ways, made.states) == (60, (), (), ())


def test_analysts_are_given_tables_live_and_nobody_else_is() -> None:
    made = counted(column_set(PEOPLE), 1, Level.WORKING, days=True)
    assert [len(lines) for lines in (made.days, made.ways, made.states)] == [1, 3, 5]
    made = counted(column_set(PEOPLE), 1, Level.GUARDED, days=True)
    assert (made.people, made.days, made.ways, made.states) == (60, (), (), ())


def test_under_ten_people_no_guarded_figure_is_made() -> None:
    few = column_set(PEOPLE[:9])
    assert results(few, 1, Level.GUARDED, strict=False).questions == ()
    assert results(few, 1, Level.WORKING, strict=False).questions != ()
    assert results(column_set([]), 1, Level.WORKING, strict=False).questions == ()


def test_a_profile_stands_apart_and_replaces_the_equality_part() -> None:
    answers: list[Stored] = [*["yes"] * 30, *["no"] * 25]
    profile = {"Q8": answers}
    made = results(column_set(PEOPLE), 1, Level.GUARDED, profile, strict=True)
    assert "Q8" not in {question.id for question in made.questions}
    assert [[line.people for line in question.figures[0].lines] for question in made.profile] == [["30", "25"]]


def test_negative_control_without_a_profile_the_equality_part_stands_with_the_others() -> None:
    made = results(column_set(PEOPLE), 1, Level.WORKING, strict=False)
    assert "Q8" in {question.id for question in made.questions}
    assert made.profile == ()


def test_those_from_outside_the_area_are_reported_apart() -> None:
    columns = column_set([*PEOPLE, *people(12, Q7="away")])
    made = results(columns, 1, Level.GUARDED, strict=False)
    assert (made.people, made.outside) == (60, "From outside the area: 10. They are not in these figures.")
    assert outside_words(2, Level.GUARDED) == outside_words(0, Level.GUARDED)
    assert outside_words(0, Level.WORKING) == outside_words(None, Level.GUARDED) == ""
