"""Where most numbers of a characteristic would be hidden, its declared larger groups stand in its stead, and say so."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Merge, One, Option, Section
from survey_app.results.coding import StoredAnswers
from survey_app.results.crossing import CrossTally
from survey_app.results.merging import merged_where_needed
from survey_app.results.taking import crossed, taken
from tests.results.sample import FIRST, NOON, OFTEN, column_set, people, versions

TOWNS = ("ash", "birch", "cedar", "dale", "elm", "fern")
TOWN = One(id="Q7", label="Where?", options=tuple(Option(code=code, label=code.title()) for code in TOWNS))
MERGES = {"Q7": (Merge(label="East", options=TOWNS[:3]), Merge(label="West", options=TOWNS[3:]))}
SURVEY = replace(
    FIRST,
    characteristics=("Q7",),
    merges=MERGES,
    sections=(Section(id="often", questions=(OFTEN,)), Section(id="town", questions=(TOWN,))),
)


def tables(each: int) -> tuple[CrossTally, ...]:
    """The question by town, where so many people of each town give each of two answers."""
    answers: list[StoredAnswers] = []
    for town in TOWNS:
        answers += [*people(each, Q1="daily", Q7=town), *people(each, Q1="never", Q7=town)]
    columns = column_set(answers, survey=versions(SURVEY))
    made = crossed(columns, 1, ("Q7",))
    counted = taken(columns, 1, None, None, now=NOON).tallies
    return merged_where_needed(columns, 1, made, MERGES, counted, strict=False)["Q7"]


def test_small_groups_stand_together_and_nobody_is_lost() -> None:
    (table,) = tables(6)
    assert [each.label for each in table.merged] == ["East", "West"]
    assert [group.base for group in table.groups] == [36, 36]
    assert table.unknown.base == 0
    assert sum(group.base for group in table.groups) == table.everyone.base


def test_large_groups_stay_as_they_are() -> None:
    (table,) = tables(14)
    assert table.merged == ()
    assert [group.base for group in table.groups] == [28] * 6
