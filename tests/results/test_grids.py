"""An item list is one table: a row for each item, and nothing of it differs from the rows' own figures."""

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Level
from survey_app.results.figures import QuestionFigures
from survey_app.results.reports import results
from tests.results.sample import column_set, people, stored_answers

ANSWERS = [
    *people(40, **{"Q4.pay": "alone", "Q4.find": "helped"}),
    *people(30, **{"Q4.pay": "helped", "Q4.find": "helped"}),
    *people(10, **{"Q4.pay": None, "Q4.find": "dont_know"}),
]


def tasks(answers: list[dict[str, Stored]], level: Level) -> QuestionFigures:
    made = results(column_set(answers), 1, level, strict=False)
    return next(each for each in made.questions if each.id == "Q4")


def test_rows_are_items_and_columns_are_answers() -> None:
    made = tasks(ANSWERS, Level.WORKING).grid
    assert made is not None
    assert [each.label for each in made.columns] == ["On my own", "With help", "I do not know"]
    assert [(row.label, [cell.words for cell in row.cells], row.base) for row in made.rows] == [
        ("Pay a bill", ["57%", "43%", "0%"], "70"),
        ("Find a page", ["0%", "88%", "13%"], "80"),
    ]
    assert [[(line.label, line.people) for line in row.below] for row in made.rows] == [
        [("Left blank", "10")],
        [("Left blank", "0")],
    ]


def test_one_sentence_compares_the_rows() -> None:
    assert tasks(ANSWERS, Level.WORKING).sentence == (
        "“On my own” was given most often for “Pay a bill” (57%) and least often for “Find a page” (0%)."
    )


def test_where_a_row_has_no_percentages_all_have_numbers_of_people() -> None:
    few = [*ANSWERS, *people(30, **{"Q4.pay": "alone"})]
    made = tasks(few[60:], Level.GUARDED).grid
    assert made is not None
    assert not made.shares
    assert [cell.words for cell in made.rows[0].cells] == ["30", "10", "[c]"]
    assert not made.drawn


def test_every_row_has_one_bar() -> None:
    made = tasks(ANSWERS, Level.WORKING).grid
    assert made is not None
    assert [[piece.tone for piece in row.stack.segments] for row in made.rows if row.stack] == [
        ["blue1", "blue3"],
        ["blue3", "dk"],
    ]


@given(st.lists(stored_answers(), min_size=1, max_size=60), st.sampled_from(Level))
@settings(max_examples=40, deadline=None)
def test_a_grid_says_what_its_figures_say(answers: list[dict[str, Stored]], level: Level) -> None:
    for question in results(column_set(answers), 1, level, strict=False).questions:
        if question.grid is None:
            continue
        for row, figure in zip(question.grid.rows, question.figures, strict=True):
            words = [line.share if question.grid.shares else line.people for line in figure.lines]
            assert [cell.words for cell in row.cells] == words
            assert (row.label, row.base in figure.base) == (figure.heading, True)
