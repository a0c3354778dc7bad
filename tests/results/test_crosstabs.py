"""The table of one question by one characteristic says what may be said, in cells, words and a chart."""

from msgspec.structs import replace

from survey_app.results.breakdowns import hidden_rows
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding, Stored, StoredAnswers
from survey_app.results.compared import live
from survey_app.results.crossing import CrossTally, characteristic, split, tally_of
from survey_app.results.crosstabs import BRACKETS, CARE, WITHHELD, CrossTable, cross_table, gate
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import COLLECTED
from survey_app.results.families import Audited
from survey_app.results.figures import MANY, Reading
from survey_app.results.overview import population
from survey_app.results.views import Filter
from tests.results.sample import column_set, people


def table_of(
    answers: list[dict[str, Stored]], question: str, by: str, level: Level = Level.GUARDED, *, strict: bool = False
) -> CrossTable:
    given: list[StoredAnswers] = [*answers]
    columns = column_set(given)
    codings = {each.key: each for each in columns.codings}
    parts = split(columns, characteristic(codings[by]), population(columns, 1))
    counted = tally_of(columns, codings[question], parts)
    reading = Reading(frozenset({11}), level, strict)
    audited = replace(counted, audit=nothing_more(counted, codings[question], characteristic(codings[by]), reading))
    return cross_table(audited, codings[question], characteristic(codings[by]), reading)


def nothing_more(counted: CrossTally, coding: Coding, by: Characteristic, reading: Reading) -> Audited:
    """An audit that finds nothing to hide."""
    rows = len(hidden_rows(gate(counted, counted.groups, coding, by, reading).everyone))
    return Audited(groups=((False,) * len(counted.groups),) * rows)


def words(table: CrossTable) -> list[tuple[str, ...]]:
    return [(row.label, *row.words) for row in (table.base, *table.rows, *table.below)]


TWO = [
    *people(60, Q1="daily", Q7="north"),
    *people(41, Q1="weekly", Q7="north"),
    *people(3, Q1=None, Q7="north"),
    *people(20, Q1="daily", Q7="south"),
    *people(70, Q1="weekly", Q7="south"),
    *people(14, Q1="refused", Q7="south"),
]


def test_columns_are_everybody_then_the_groups_with_bases_and_missing_states() -> None:
    table = table_of(TWO, "Q1", "Q7", Level.WORKING)
    assert table.columns == ("Everybody", "North", "South")
    assert words(table) == [
        ("People who were asked and answered", "191", "101", "90"),
        ("Every day", "42%", "59%", "22%"),
        ("Every week", "58%", "41%", "78%"),
        ("Never", "0%", "0%", "0%"),
        ("I do not know", "0%", "0%", "0%"),
        ("Preferred not to say", "14", "0", "14"),
        ("Left blank", "3", "3", "0"),
    ]


def test_a_guarded_table_is_rounded_and_hides_few() -> None:
    table = table_of(TWO, "Q1", "Q7")
    assert words(table) == [
        ("People who were asked and answered", "190", "100", "90"),
        ("Every day", "42%", "60%", "22%"),
        ("Every week", "58%", "40%", "78%"),
        ("Never", "[c]", "[c]", "[c]"),
        ("I do not know", "[c]", "[c]", "[c]"),
        ("Preferred not to say", "15", "[c]", "15"),
        ("Left blank", "[c]", "[c]", "[c]"),
    ]
    assert any("points out in the smallest group" in note for note in table.notes)


def test_small_groups_have_numbers_in_brackets_and_the_page_says_so() -> None:
    table = table_of([*people(24, Q1="daily", Q7="north"), *people(70, Q1="daily", Q7="south")], "Q1", "Q7")
    assert words(table)[1] == ("Every day", "100%", "(25)", "100%")
    assert BRACKETS in table.notes
    assert [strip.label for strip in table.chart[0].strips] == ["Everybody", "South"]


def test_where_most_would_be_hidden_everybody_stands_alone() -> None:
    table = table_of([*people(300, Q1="daily", Q7="north"), *people(4, Q1="weekly", Q7="south")], "Q1", "Q7")
    assert table.withheld == WITHHELD
    assert table.columns == ("Everybody",)
    assert table.sentence == ""
    assert table.chart == ()


def test_by_a_sensitive_question_an_answer_given_nearly_only_by_one_group_is_hidden() -> None:
    answers = [
        *people(50, Q1="daily", Q8="yes"),
        *people(40, Q1="weekly", Q8="yes"),
        *people(60, Q1="daily", Q8="no"),
        *people(12, Q1="weekly", Q8="no"),
        *people(30, Q1="never", Q8="yes"),
        *people(20, Q1="never", Q8="no"),
    ]
    assert words(table_of(answers, "Q1", "Q8"))[3] == ("Never", "24%", "25%", "22%")
    answers = [each for each in answers if each != {"Q1": "never", "Q8": "no"}]
    assert words(table_of(answers, "Q1", "Q8"))[3] == ("Never", "16%", "[c]", "[c]")


def test_the_chart_has_a_panel_for_each_answer_and_everybodys_bar_first() -> None:
    table = table_of(TWO, "Q1", "Q7", Level.WORKING)
    assert [panel.title for panel in table.chart] == ["Every day", "Every week", "Never", "I do not know"]
    strips = table.chart[0].strips
    assert [(strip.label, strip.words) for strip in strips] == [
        ("Everybody", "42%"),
        ("North", "59%"),
        ("South", "22%"),
    ]
    assert [strip.bar.colour for strip in strips if strip.bar] == ["bar5", "bar1", "bar1"]
    assert table.chart[2].strips[0].bar is None
    assert not table.folded


def test_several_answers_may_add_up_to_more_than_100_and_the_page_says_so() -> None:
    answers: list[dict[str, Stored]] = [{"Q2": ("phone", "laptop"), "Q7": "north"} for _ in range(60)]
    table = table_of([*answers, *people(60, Q2=("phone",), Q7="south")], "Q2", "Q7", Level.WORKING)
    assert words(table)[1:3] == [("Phone", "100%", "100%", "100%"), ("Laptop", "50%", "100%", "0%")]
    assert MANY in table.notes


def test_analysts_see_who_is_in_no_group_and_no_group_that_nobody_is_in() -> None:
    answers: list[StoredAnswers] = [{"Q1": "daily", "Q7": "north"}, {"Q1": "never"}]
    columns = column_set(answers)
    by = characteristic(next(each for each in columns.codings if each.key == "Q7"))
    made = live(columns, 1, "Q1", by)
    assert made.tables[0].columns == ("Everybody", "North", "Not known")
    assert made.how[0].columns == ("Everybody", "Online, by themselves")
    assert live(columns, 1, "Q1", COLLECTED).how == ()
    assert CARE in made.tables[0].notes
    assert made.tables[0].chart == ()
    filtered = live(columns, 1, "Q1", by, (Filter("Q1", "daily"),))
    assert filtered.people == "Showing 1 of 2"
    assert filtered.tables[0].columns == ("Everybody", "North")
