"""The plan of a survey's weights, and the Lancashire margins file (results contract, 18)."""

from pathlib import Path

import pytest

from survey_app.results.weighting.census import STUDENTS, UnknownMargin, margin_rows
from survey_app.results.weighting.plan import FaultyPlan, read_plan
from tests.results.weighting.samples import CENSUS

MARGINS = CENSUS.parent

LIST = """
population = "everybody on the list"
source = "The list itself"
date = "2026-05-01"

[[margins]]
name = "Place"
question = "Q7"
merge = [["north", "south"]]

[margins.totals]
north = 120
south = 80
east = 300
"""

CROSSED = """
population = "people"
source = "Census"
date = "2021-03-21"
file = "lancashire_census2021_margins.csv"

[[margins]]
name = "Age and sex"
question = "Q1"
by = "age and sex"
answers = { young = "16-64", middle = "16-64", old = "65-74", oldest = "75+" }

[margins.crossed]
question = "Q2"
answers = { f = "female", m = "male" }
"""


def test_the_county_is_in_no_margin_and_children_in_none() -> None:
    districts = margin_rows(CENSUS, "district")
    assert len(districts) == 12
    assert "Lancashire-12" not in districts
    assert sum(districts.values()) == sum(margin_rows(CENSUS, "age").values()) == 1_012_939


def test_only_three_ages_are_crossed_with_sex() -> None:
    rows = margin_rows(CENSUS, "age and sex")
    assert [*rows] == ["16-64 female", "16-64 male", "65-74 female", "65-74 male", "75+ female", "75+ male"]
    assert rows["65-74 male"] == 67_352
    assert sum(margin_rows(CENSUS, "sex").values()) == sum(rows.values())


@pytest.mark.parametrize("by", ["white", "ethnic group", "main_lang_not_english", "persons", "0-15"])
def test_columns_of_all_ages_are_no_margin(by: str) -> None:
    with pytest.raises(UnknownMargin, match="aged 16 and over"):
        margin_rows(CENSUS, by)


def test_the_residents_plan_names_every_category_and_says_that_students_moved() -> None:
    plan = read_plan(MARGINS, "residents")
    assert plan is not None
    assert [each.name for each in plan.margins] == ["District", "Age", "Sex"]
    assert plan.margins[1].merges == ((6, 7),)
    assert plan.notes == (STUDENTS,)


def test_a_survey_without_a_file_has_no_plan() -> None:
    assert read_plan(MARGINS, "pulse") is None


def test_the_totals_of_a_list_stand_in_its_plan(tmp_path: Path) -> None:
    (tmp_path / "members.toml").write_text(LIST)
    plan = read_plan(tmp_path, "members")
    assert plan is not None
    assert plan.margins[0].target.numbers == (120, 80, 300)
    assert plan.margins[0].merges == ((0, 1),)
    assert plan.notes == ()


def test_several_answers_may_stand_for_one_crossed_category(tmp_path: Path) -> None:
    (tmp_path / CENSUS.name).write_bytes(CENSUS.read_bytes())
    (tmp_path / "people.toml").write_text(CROSSED)
    plan = read_plan(tmp_path, "people")
    assert plan is not None
    (margin,) = plan.margins
    assert margin.questions == ("Q1", "Q2")
    assert margin.categories[0].codes == (("young", "f"), ("middle", "f"))
    assert len(margin.categories) == 6


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("north = 120", "north = 'many'", "Expected `float`"),
        ('["north", "south"]', '["north"]', "merges one answer twice, or alone"),
        ('["north", "south"]', '["north", "west"]', "west"),
        ("[[margins]]", "[[margin]]", "margin"),
        ('question = "Q7"', 'question = "Q7"\nby = "age"', "Is a directory|No such file|do not have the same rows"),
    ],
)
def test_a_faulty_plan_is_told_with_its_file(tmp_path: Path, before: str, after: str, words: str) -> None:
    (tmp_path / "members.toml").write_text(LIST.replace(before, after))
    with pytest.raises(FaultyPlan, match=words):
        read_plan(tmp_path, "members")
