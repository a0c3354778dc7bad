"""A question's figure says its base, its counts and who is not in them, exactly or guarded."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Scale, Section
from survey_app.results.coding import Stored
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level
from survey_app.results.figures import FROM_50, MANY, Figure, QuestionFigures, Reading, question_figures
from survey_app.results.tallies import tallies
from tests.results.sample import FIRST, column_set, people, second, versions

MIXED = [
    *people(60, Q1="daily", Q2=("phone",), Q3="easy", Q5=3),
    *people(33, Q1="weekly", Q2=("phone", "laptop"), Q5=10),
    *people(4, Q1="never", Q2=("none",), Q5=0),
    *people(3, Q1="refused", Q2=None, Q8="yes"),
]


def made(
    columns: ColumnSet, level: Level, *, strict: bool = False, met: frozenset[int] = frozenset({11})
) -> dict[str, QuestionFigures]:
    counted = tallies(columns, 1, level)
    figures = question_figures(columns.codings, counted.questions, Reading(met, level, strict))
    return {question.id: question for question in figures}


def figure(question: str, answers: list[dict[str, Stored]], level: Level, *, strict: bool = False) -> Figure:
    return made(column_set(answers), level, strict=strict)[question].figures[0]


def lines(made_figure: Figure) -> list[tuple[str, str, str]]:
    return [(line.label, line.people, line.share) for line in made_figure.lines]


def below(made_figure: Figure) -> dict[str, str]:
    return {line.label: line.people for line in made_figure.below}


def test_working_figures_are_exact() -> None:
    often = figure("Q1", MIXED, Level.WORKING)
    assert often.base == "97 people who were asked and answered"
    assert lines(often) == [
        ("Every day", "60", "62%"),
        ("Every week", "33", "34%"),
        ("Never", "4", "4%"),
        ("I do not know", "0", "0%"),
    ]
    assert below(often) == {"Preferred not to say": "3", "Left blank": "0"}
    assert often.notes == ()


def test_guarded_figures_are_rounded_and_hide_the_few() -> None:
    often = figure("Q1", MIXED, Level.GUARDED)
    assert often.base == "About 95 people who were asked and answered"
    assert lines(often) == [
        ("Every day", "60", "63%"),
        ("Every week", "35", "37%"),
        ("Never", "[c]", "[c]"),
        ("I do not know", "[c]", "[c]"),
    ]
    assert below(often) == {"Preferred not to say": "[c]", "Left blank": "[c]"}
    assert often.notes == ("Percentages may be 1.4 points out, because numbers are rounded to the nearest 5.",)


def test_a_hidden_answer_cannot_be_told_by_taking_shown_ones_from_the_base() -> None:
    answers = [*people(62, Q1="daily"), *people(37, Q1="weekly"), *people(9, Q1="never")]
    assert [people for _, people, _ in lines(figure("Q1", answers, Level.GUARDED))] == ["60", "[c]", "[c]", "[c]"]
    assert [people for _, people, _ in lines(figure("Q1", answers, Level.WORKING))] == ["62", "37", "9", "0"]


def test_an_answer_that_puts_people_outside_the_figures_is_no_row_of_them() -> None:
    answers = [*people(30, Q7="north"), *people(20, Q7="south"), *people(25, Q7="away")]
    for level in (Level.WORKING, Level.GUARDED):
        assert [label for label, _, _ in lines(figure("Q7", answers, level))] == ["North", "South"]


def test_a_base_under_ten_cannot_be_told_from_those_who_are_not_in_it() -> None:
    """Of 98 people 50 and 35 taken off would leave 9, and nothing else under 10."""
    answers = [*people(52, Q1=None), *people(37, Q1="refused"), *people(9, Q1="daily")]
    assert below(figure("Q1", answers, Level.GUARDED)) == {"Preferred not to say": "[c]", "Left blank": "[c]"}
    assert below(figure("Q1", answers, Level.WORKING)) == {"Preferred not to say": "37", "Left blank": "52"}


def test_ticks_of_several_answers_are_not_taken_from_each_other() -> None:
    answers = [*people(62, Q2=("phone", "laptop")), *people(37, Q2=("phone",)), *people(9, Q2=("none",))]
    shown = {label: people for label, people, _ in lines(figure("Q2", answers, Level.GUARDED))}
    assert (shown["Phone"], shown["Laptop"], shown["None of these"]) == ("100", "60", "[c]")


def test_a_small_base_has_no_percentages_and_says_so() -> None:
    often = figure("Q1", MIXED[:30], Level.GUARDED)
    assert not often.shares
    assert often.notes == (FROM_50,)
    assert lines(often)[0] == ("Every day", "30", "")
    assert often.lines[0].bar is None


def test_a_base_so_large_that_rounding_does_not_matter_has_percentages_and_no_warning() -> None:
    often = figure("Q1", people(3000, Q1="daily"), Level.GUARDED)
    assert often.shares
    assert often.notes == ()


def test_many_choices_say_that_they_add_up_to_more() -> None:
    devices = figure("Q2", MIXED, Level.WORKING)
    assert devices.notes == (MANY,)
    assert lines(devices)[0] == ("Phone", "93", "96%")
    assert below(devices)["Left blank"] == "3"


def test_sensitive_questions_hide_a_column_of_which_nearly_all_are_alike() -> None:
    alike = people(95, Q8="no", Q1="daily") + people(5, Q8="yes", Q1="never")
    health = figure("Q8", alike, Level.GUARDED)
    assert {line.people for line in health.lines} == {"[c]"}
    assert health.base == "[c] people who were asked and answered"
    assert figure("Q1", alike, Level.GUARDED).lines[0].people == "95"
    assert figure("Q1", alike, Level.GUARDED, strict=True).lines[0].people == "[c]"


def test_not_asked_is_always_said_of_a_question_with_a_route() -> None:
    everybody = people(100, Q3="easy")
    assert below(figure("Q3", everybody, Level.GUARDED))["Not asked"] == "[c]"
    assert "Not asked" not in below(figure("Q1", people(100, Q1="daily"), Level.GUARDED))
    assert below(figure("Q3", everybody + people(40), Level.GUARDED))["Not asked"] == "40"


def test_do_not_know_outside_the_base_stands_below() -> None:
    unsure: list[dict[str, Stored]] = [{"Q3": "easy"}, {"Q3": "dont_know"}, {"Q3": "no_use"}]
    ease = figure("Q3", unsure, Level.WORKING)
    assert [line.label for line in ease.lines] == ["Easy", "Neither", "Hard"]
    assert below(ease)["Did not know"] == "1"
    assert below(ease)["Does not apply"] == "1"
    assert ease.notes == ("Average score: 3.0, where 1 is lowest and 3 highest.",)


def test_each_row_of_an_item_list_has_a_figure_of_its_own() -> None:
    tasks = made(column_set([{"Q4.pay": "alone"}]), Level.WORKING)["Q4"]
    assert [each.heading for each in tasks.figures] == ["Pay a bill", "Find a page"]
    assert (tasks.number, tasks.title) == ("4", "Could you do these?")


def test_numbers_are_shown_in_their_bins() -> None:
    hours = figure("Q5", MIXED, Level.WORKING)
    assert lines(hours) == [
        ("0 hours", "4", "4%"),
        ("1 to 4 hours", "60", "62%"),
        ("5 to 19 hours", "33", "34%"),
        ("20 to 40 hours", "0", "0%"),
    ]
    assert hours.sentence == "Half of the people said 3 hours or less, and the average was 5.26 hours."
    assert hours.notes == ("The middle half said between 3 and 10 hours.",)


def test_text_is_only_counted() -> None:
    idea = figure("Q6", [{"Q6": "words"}, {"Q6": None}], Level.WORKING)
    assert (idea.base, idea.lines, idea.sentence) == ("1 person wrote something", (), "")


def test_an_option_that_nobody_was_offered_has_a_sign_of_its_own() -> None:
    both = versions(FIRST, second())
    columns = column_set(people(60, Q1="weekly"), survey=both)
    often = made(columns, Level.WORKING)["Q1"].figures[0]
    assert ("Every month", "[z]", "[z]") in lines(often)
    assert ("Every week", "60", "100%") in lines(often)
    new = made(columns, Level.WORKING)["Q9"].figures[0]
    assert below(new)["Had a version without this question"] == "60"


def test_a_scale_with_a_middle_has_its_two_sides_in_the_foot_and_in_the_sentence() -> None:
    points = tuple(
        Option(code=f"p{place}", label=f"Point {place}", score=place, middle=place == 3) for place in range(1, 6)
    )
    survey = replace(FIRST, sections=(Section(id="s", questions=(Scale(id="Q3", label="How?", options=points),)),))
    answers = [*people(30, Q3="p1"), *people(20, Q3="p2"), *people(10, Q3="p3"), *people(25, Q3="p4")]
    columns = column_set([*answers, *people(15, Q3="p5")], survey=versions(survey))
    made_figure = made(columns, Level.GUARDED)["Q3"].figures[0]
    assert [(net.line.label, net.line.people, net.line.share) for net in made_figure.nets] == [
        ("“Point 1” or “Point 2”", "50", "50%"),
        ("“Point 4” or “Point 5”", "40", "40%"),
    ]
    assert made_figure.sentence == (
        "50% chose “Point 1” or “Point 2”, and 40% chose “Point 4” or “Point 5”, of 100 people."
    )
    assert made_figure.stack is not None
    assert made_figure.stack.axis is not None
