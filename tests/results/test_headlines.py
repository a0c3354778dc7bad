"""What is shown of headlines: exact for analysts, after the gate for viewers, beside the round before."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from survey_app.questionnaire.headlines import Answer, AnyHeadline, AnyKind, CountHeadline, MostHeadline
from survey_app.results.benchmarks import Benchmark, Wording
from survey_app.results.breaks import Facts
from survey_app.results.coding import Stored
from survey_app.results.disclosure import HIDDEN, Cell, Level
from survey_app.results.headline_table import Change, Compare, HeadlineTable, change_of, headline_table
from survey_app.results.headlines import Headline
from survey_app.results.past import Round
from survey_app.results.reports import results
from survey_app.surveys.waves import Wave
from tests.results.sample import FIRST, column_set, people, versions

OFTEN = Answer(code="often", label="Are often online", question="Q1", codes=("daily", "weekly"))
HEALTH = Answer(code="health", label="Have a condition", question="Q8", codes=("yes",))
PHONE = Answer(code="phone", label="Have a phone", question="Q2", codes=("phone",))
EITHER = AnyHeadline(code="either", label="Either", of=("often", "phone"))
NUMBER = CountHeadline(code="number", label="How many", of=("often", "phone"))
DEVICES = MostHeadline(code="devices", label="Devices", question="Q2", top=1)
RULES: tuple[AnyKind, ...] = (OFTEN, HEALTH, PHONE, EITHER, NUMBER, DEVICES)

CROWD = [
    *people(80, Q1="daily", Q2=("phone",), Q8="yes"),
    *people(60, Q1="weekly", Q2=("laptop",), Q8="no"),
    *people(60, Q1="never", Q2=("laptop",), Q8="no"),
]


def shown(answers: Sequence[dict[str, Stored]], level: Level, *rules: AnyKind) -> dict[str, Headline]:
    made = results(column_set(answers), 1, level, strict=False, headlines=rules or RULES)
    return {each.code: each for each in made.headlines}


def shares(made: Headline) -> list[tuple[str, str, str]]:
    return [(line.label, line.people, line.share) for line in made.lines]


def test_analysts_read_exact_headlines() -> None:
    made = shown(CROWD, Level.WORKING)
    assert shares(made["often"]) == [("Are often online", "140", "70%")]
    assert made["often"].base == Cell(200)
    assert shares(made["either"]) == [("Either", "140", "70%")]
    assert shares(made["number"]) == [("0", "60", "30%"), ("1", "60", "30%"), ("2", "80", "40%")]
    assert shares(made["devices"])[0] == ("Laptop", "120", "60%")


def test_viewers_read_rounded_ones_from_true_counts() -> None:
    made = shown([*CROWD, *people(13, Q1="never", Q2=("laptop",))], Level.GUARDED)
    assert made["often"].base == Cell(215)
    assert shares(made["often"]) == [("Are often online", "140", "65%")]


def test_a_union_that_would_tell_of_few_people_is_hidden_from_viewers_alone() -> None:
    crowd = [*people(2, Q1="daily"), *people(10, Q1="weekly"), *people(72, Q1="never")]
    assert shown(crowd, Level.GUARDED, OFTEN)["often"].lines[0].cell == HIDDEN
    assert shown(crowd, Level.WORKING, OFTEN)["often"].lines[0].people == "12"


def test_where_a_whole_question_is_hidden_so_is_what_is_made_of_it() -> None:
    crowd = [*people(1, Q1="daily"), *people(10, Q1="weekly"), *people(30, Q1="never")]
    made = shown(crowd, Level.GUARDED, replace(OFTEN, codes=("weekly", "never")))["often"]
    assert (made.base, made.lines[0].cell) == (HIDDEN, HIDDEN)


def test_few_people_outside_a_sensitive_headline_hide_it() -> None:
    crowd = [*people(95, Q8="no"), *people(5, Q8="yes")]
    made = shown(crowd, Level.GUARDED, HEALTH)["health"]
    assert (made.base, made.lines[0].cell) == (HIDDEN, HIDDEN)
    assert made.rules


def test_what_is_made_of_several_questions_is_hidden_where_it_comes_too_near_to_nobody() -> None:
    crowd = [*people(11, Q1="daily", Q2=("laptop",)), *people(90, Q1="never", Q2=("laptop",))]
    assert shown(crowd, Level.GUARDED, OFTEN, PHONE, EITHER)["either"].lines[0].cell == HIDDEN


def test_most_common_answers_leave_out_what_is_hidden_and_what_is_no_answer() -> None:
    crowd = [*people(9, Q2=("phone",)), *people(60, Q2=("dont_know",)), *people(40, Q2=("laptop",))]
    assert [line.label for line in shown(crowd, Level.GUARDED, DEVICES)["devices"].lines] == ["Laptop"]


def table(now: Sequence[dict[str, Stored]], then: Sequence[dict[str, Stored]] | None, **other: object) -> HeadlineTable:
    """The table of one round beside another, of the sample's first version unless the later facts say otherwise."""
    made = tuple(shown(now, Level.WORKING).values())
    facts = Facts(1, versions(), ("open",), (100, 0, 0))
    beside = None
    if then is not None:
        wave = Wave(1, 1, 1, 0, 1, None)
        beside = Compare(
            replace(facts, number=2, **other), Round(wave, 9, facts, tuple(shown(then, Level.WORKING).values())), {}
        )
    found = headline_table(made, beside, BENCHMARKS, ("open",))
    assert found is not None
    return found


RANDOM = Benchmark(
    headline="often",
    percent=80,
    year=2024,
    population="Adults",
    ages="16 and over",
    mode="By telephone",
    source="A report",
    licence="Quoted",
    wording=Wording.SAME,
    probability=True,
)
BENCHMARKS = (RANDOM,)


def test_the_first_round_has_no_change() -> None:
    made = table(CROWD, None)
    assert made.before == ""
    assert made.groups[0].rows[0].change == ""


def test_a_change_is_in_points_and_bold_from_five_of_a_hundred_people() -> None:
    made = {group.code: group for group in table(CROWD, CROWD[20:]).groups}
    row = made["often"].rows[0]
    assert (row.then, row.change, row.clear) == ("67% of 180", "+3 points", False)
    assert [(row.label, row.change, row.clear) for row in made["number"].rows][2] == ("2", "+7 points", True)
    assert [(row.label, row.then) for row in made["devices"].rows] == [("Laptop", "67% of 180")]


def test_a_break_leaves_no_change_figure_and_says_why() -> None:
    row = table(CROWD, CROWD, samples=("random",)).groups[0].rows[0]
    assert (row.then, row.change, row.why) == ("", "[b]", "people were found in another way")


@pytest.mark.parametrize(
    ("now", "then", "found"),
    [
        ((Cell(50, 50), Cell(100)), (Cell(45, 45), Cell(100)), Change("+5 points", "", clear=True)),
        ((Cell(44, 44), Cell(100)), (Cell(45, 45), Cell(100)), Change("\N{MINUS SIGN}1 point")),
        ((Cell(45, 45), Cell(100)), (Cell(45, 45), Cell(100)), Change("0 points")),
        ((HIDDEN, Cell(100)), (Cell(45, 45), Cell(100)), Change("[x]")),
        (
            (Cell(50, 51), Cell(99)),
            (Cell(20, 20), Cell(100)),
            Change("+31 points", "fewer than 100 people: too few to speak of a change"),
        ),
    ],
)
def test_changes_are_spoken_of_as_the_contract_says(
    now: tuple[Cell, Cell], then: tuple[Cell, Cell], found: Change
) -> None:
    assert change_of(*now, *then) == found


@pytest.mark.parametrize(
    ("benchmark", "samples", "says"),
    [
        (RANDOM, ("random",), True),
        (RANDOM, ("open",), False),
        (RANDOM, ("open", "random"), False),
        (RANDOM, (), False),
        (replace(RANDOM, wording=Wording.CLOSE), ("random",), False),
        (replace(RANDOM, probability=False), ("random",), False),
    ],
)
def test_a_difference_from_elsewhere_is_said_of_the_same_words_and_random_samples_alone(
    benchmark: Benchmark, samples: tuple[str, ...], says: bool
) -> None:
    made = headline_table(tuple(shown(CROWD, Level.WORKING).values()), None, (benchmark,), samples)
    assert made is not None
    words = made.groups[0].elsewhere[0]
    assert words.startswith("80%: Adults, 16 and over, 2024. By telephone;")
    assert ("Ours is 10 points less." in words) is says


def test_a_survey_without_headlines_has_no_table() -> None:
    assert FIRST.headlines == ()
    assert headline_table((), None, (), ()) is None
