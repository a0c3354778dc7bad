"""An answer's percentage is of the people to whom it was offered, in every kind of question, and the table says so."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.wording import QuestionWords, Wording
from survey_app.results.blocks import planed
from survey_app.results.coding import Stored, StoredAnswers
from survey_app.results.compared import live
from survey_app.results.crossing import characteristic, split, tally_of
from survey_app.results.crosstabs import CrossTable, cross_table
from survey_app.results.disclosure import Cell, Level
from survey_app.results.figures import Figure, Reading, question_figures
from survey_app.results.overview import population
from survey_app.results.own_bases import OWN_BASES, OWN_BASES_GUARDED
from survey_app.results.scores import MIXED_SCALE
from survey_app.results.tallies import tallies
from tests.results.sample import FIRST, column_set, people, stored_answers, versions

EASY = "en-easyread"
SHORTER = replace(
    FIRST,
    wordings={
        EASY: Wording(
            questions={
                "Q1": QuestionWords(offers=("daily", "never")),
                "Q2": QuestionWords(offers=("phone", "none")),
                "Q3": QuestionWords(offers=("easy", "hard", "no_use", "dont_know")),
                "Q4": QuestionWords(offers=("alone", "dont_know")),
            }
        )
    },
)
EXACT = Reading(frozenset({11}), Level.WORKING, strict=False)
SHARED = Reading(frozenset({11}), Level.GUARDED, strict=False)

Given = list[tuple[str, dict[str, Stored]]]


def some(count: int, variant: str = "en", **answers: Stored) -> Given:
    return [(variant, each) for each in people(count, **answers)]


def figures(given: Given, reading: Reading = EXACT) -> dict[str, Figure]:
    columns = column_set([each for _, each in given], survey=versions(SHORTER), variant=lambda place: given[place][0])
    counted = tallies(columns, 1, reading.level).questions
    return {each.key: each for made in question_figures(columns.codings, counted, reading) for each in made.figures}


def lines(made: Figure) -> list[tuple[str, str, str]]:
    return [(line.label, line.people, line.share) for line in made.lines]


def table_of(given: Given, question: str, by: str, reading: Reading = EXACT) -> CrossTable:
    columns = column_set([each for _, each in given], survey=versions(SHORTER), variant=lambda place: given[place][0])
    codings = {each.key: each for each in columns.codings}
    parts = split(columns, characteristic(codings[by]), population(columns, 1))
    return cross_table(
        tally_of(columns, codings[question], parts), codings[question], characteristic(codings[by]), reading
    )


MIXED = [*some(60, Q1="daily"), *some(40, Q1="weekly"), *some(50, EASY, Q1="daily"), *some(50, EASY, Q1="never")]


def test_an_answer_that_easy_read_does_not_offer_is_of_those_who_were_offered_it() -> None:
    made = figures(MIXED)["Q1"]
    assert lines(made) == [
        ("Every day", "110", "55%"),
        ("Every week", "40 of 100", "40%"),
        ("Never", "50", "25%"),
        ("I do not know", "0 of 100", "0%"),
    ]
    assert made.base_cell == Cell(200)
    assert OWN_BASES in made.notes


def test_what_is_shared_is_of_rounded_parts_and_says_so() -> None:
    made = figures([*MIXED, *some(3, Q1="weekly")], SHARED)["Q1"]
    assert lines(made)[:3] == [("Every day", "110", "54%"), ("Every week", "45 of 105", "43%"), ("Never", "50", "24%")]
    assert OWN_BASES_GUARDED in made.notes


def test_a_few_who_were_not_offered_an_answer_are_not_told_of() -> None:
    few = [*some(60, Q1="daily"), *some(40, Q1="weekly"), *some(9, EASY, Q1="daily")]
    none = [*some(60, Q1="daily"), *some(40, Q1="weekly"), *some(9, Q1="daily")]
    assert lines(figures(few, SHARED)["Q1"]) == lines(figures(none, SHARED)["Q1"])
    assert figures(few, SHARED)["Q1"].notes == figures(none, SHARED)["Q1"].notes


def test_where_a_few_were_offered_an_answer_it_is_hidden() -> None:
    made = figures([*some(2, Q1="weekly"), *some(5, Q1="never"), *some(50, EASY, Q1="daily")], SHARED)["Q1"]
    assert [line.people for line in made.lines] == ["50", "[c]", "[c]", "[c]"]


def test_an_answer_that_nobody_was_offered_is_not_offered() -> None:
    made = figures(some(50, EASY, Q1="daily"))["Q1"]
    assert [line.people for line in made.lines] == ["50", "[z]", "0", "[z]"]
    table = table_of([*some(60, Q1="weekly", Q7="north"), *some(60, EASY, Q1="daily", Q7="south")], "Q1", "Q7")
    assert table.rows[1].words == ("100% of 60", "100%", "[z]")
    assert table.rows[0].words == ("50%", "0%", "100%")


def test_several_answers_have_bases_of_their_own_too() -> None:
    given = [*some(30, Q2=("phone", "laptop")), *some(30, Q2=("phone",)), *some(40, EASY, Q2=("phone",))]
    assert lines(figures(given)["Q2"])[:2] == [("Phone", "100", "100%"), ("Laptop", "30 of 60", "50%")]


def test_rows_of_an_item_list_say_the_own_base_in_their_cell() -> None:
    given = [*some(60, **{"Q4.pay": "helped", "Q4.find": "alone"}), *some(60, EASY, **{"Q4.pay": "alone"})]
    columns = column_set([each for _, each in given], survey=versions(SHORTER), variant=lambda place: given[place][0])
    made = question_figures(columns.codings, tallies(columns, 1, Level.WORKING).questions, EXACT)
    grid = next(each.grid for each in made if each.id == "Q4")
    assert grid is not None
    assert [[cell.words for cell in row.cells] for row in grid.rows] == [
        ["50%", "100% of 60", "0%"],
        ["100%", "0%", "0%"],
    ]


def test_an_average_is_never_of_two_scales() -> None:
    given = [*some(50, Q3="so_so"), *some(50, Q3="easy"), *some(80, EASY, Q3="hard")]
    exact = figures(given)["Q3"]
    assert exact.score == 2.5
    assert exact.notes[-1].endswith("whole scale: 100.")
    for each in (given, given[:100]):
        shared = figures(each, SHARED)["Q3"]
        assert shared.score is None
        assert MIXED_SCALE in shared.notes


def test_somebody_who_gave_an_answer_was_offered_it() -> None:
    given = [*some(60, Q1="daily"), *some(39, EASY, Q1="daily"), *some(1, EASY, Q1="weekly")]
    assert lines(figures(given)["Q1"])[1] == ("Every week", "1 of 61", "2%")
    ticks = [*some(9, EASY, Q2=("phone", "laptop")), *some(1, EASY, Q2=("phone",))]
    assert lines(figures(ticks)["Q2"])[1] == ("Laptop", "9 of 9", "100%")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["en", EASY]), stored_answers()), max_size=60))
def test_who_was_not_offered_what_equals_a_recount_in_plain_python(given_: Given) -> None:
    answers: list[StoredAnswers] = [each for _, each in given_]
    columns = column_set(answers, survey=versions(SHORTER), variant=lambda place: given_[place][0])
    offered = {
        question.id: {option.code for option in getattr(question, "options", ())}
        for section in in_variant(SHORTER, EASY).sections
        for question in section.questions
    }
    bits = replace(columns, block=planed(columns.block, least=1))
    inside = [(variant, each) for variant, each in given_ if each.get("Q7") != "away"]
    for coding, tally, again in zip(
        columns.codings, tallies(columns, 1, Level.WORKING).questions, tallies(bits, 1, Level.WORKING).questions,
        strict=True,
    ):  # fmt: skip
        assert tally == again
        expected = sum(
            _lacks_all(each.get(coding.key), offered[coding.variable.question.id], coding.key)
            for variant, each in inside
            if variant == EASY
        )
        assert sum(each.base for each in tally.tally.lacking) == (
            expected if coding.key[:2] in {"Q1", "Q2", "Q3", "Q4"} else 0
        )


def _lacks_all(value: Stored, offered: set[str], key: str) -> bool:
    """Whether somebody who answered in Easy Read is in the base, and chose nothing that it does not offer."""
    chosen = set(value if isinstance(value, tuple) else (value,)) - {None}
    outside = {"refused", "no_use"} | ({"dont_know"} if key == "Q3" else set())
    rows = {each for each in chosen if isinstance(each, str)} - outside
    return bool(rows) and rows <= offered


def test_an_exact_table_of_groups_has_own_bases_in_each() -> None:
    given = [
        *some(60, Q1="weekly", Q7="north"),
        *some(40, EASY, Q1="daily", Q7="north"),
        *some(80, Q1="daily", Q7="south"),
    ]
    columns = column_set([each for _, each in given], survey=versions(SHORTER), variant=lambda place: given[place][0])
    by = characteristic(next(each for each in columns.codings if each.key == "Q7"))
    (table,) = live(columns, 1, "Q1", by).tables
    assert table.rows[1].words == ("43% of 140", "100% of 60", "0%")
    assert OWN_BASES in table.notes
