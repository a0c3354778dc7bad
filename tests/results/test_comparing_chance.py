"""Groups drawn by chance: what is compared, how many comparisons are allowed for, and what is said."""

from survey_app.results.comparing_chance import NONE_APART, NONE_TESTED, compared_by_chance
from survey_app.results.crosstabs import UNKNOWN, CrossTable, Row
from survey_app.results.disclosure import Cell


def table(*groups: tuple[str, int, int], hidden: bool = False) -> CrossTable:
    """A table of one answer: each group with its people and how many gave the answer."""
    base = [sum(size for _, size, _ in groups), *(size for _, size, _ in groups)]
    yes = [sum(count for _, _, count in groups), *(count for _, _, count in groups)]
    cells = tuple(Cell(None if hidden and place == 1 else count) for place, count in enumerate(yes))
    return CrossTable(
        key="Q1",
        heading="",
        caption="",
        sentence="before",
        columns=("Everybody", *(name for name, _, _ in groups)),
        base=Row("", tuple(map(Cell, base)), ()),
        rows=(Row("Yes", cells, ()), Row("I do not know", cells, ())),
        below=(),
        notes=(),
        chart=(),
        answers=(0,),
    )


def said(*tables: CrossTable) -> tuple[int, list[str]]:
    comparisons, (made,) = compared_by_chance([tables])
    return comparisons, [each.sentence for each in made]


def test_a_group_that_differs_is_named_with_its_range() -> None:
    comparisons, (words,) = said(table(("North", 200, 120), ("South", 200, 60)))
    assert comparisons == 2
    assert words == (
        "In the group “North”, 60% answered “Yes”, against 30% of everyone else: likely 19 to 40 points more, "
        "allowing for 2 comparisons. 1 other figure of this table differs too."
    )


def test_a_difference_that_chance_makes_is_not_spoken_of() -> None:
    _, (words,) = said(table(("North", 200, 104), ("South", 200, 96)))
    assert words == NONE_APART.format(many="2 comparisons")


def test_more_comparisons_ask_for_a_larger_difference() -> None:
    near = table(("North", 200, 116), ("South", 200, 88))
    assert "against" in said(near)[1][0]
    assert "No group shown differs" in said(*[near] * 20)[1][0]


def test_small_groups_are_not_compared_nor_those_whose_figures_are_hidden() -> None:
    assert said(table(("North", 29, 20), ("South", 400, 60))) == (0, [NONE_TESTED])
    assert said(table(("North", 200, 120), ("South", 200, 60), hidden=True))[0] == 1


def test_people_who_are_in_no_group_are_none() -> None:
    assert said(table((UNKNOWN, 200, 120), ("South", 200, 60)))[0] == 1
