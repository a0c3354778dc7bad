"""The parts of the population that answers are held against: by area, age and sex, and by area with each of these.

Only area may be crossed, and with sex only in three ages: of others the margins file has no numbers (contract, 46).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct

from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.groups import Mask
from survey_app.results.missing import Part
from survey_app.results.weighting.census import WIDE_AGES, people_by_age, people_by_sex, wide_age
from survey_app.results.weighting.plan import FaultyPlan, PlannedMargin, read_written

DISTRICT, AGE, SEX = "district", "age", "sex"
WOMEN_AND_MEN: Final = {"female": "women", "male": "men"}


class Answer(Struct, frozen=True):
    """Options that stand for one row, or for rows put together, of the margins file, and what they are called."""

    codes: tuple[str, ...]
    rows: tuple[str, ...]
    label: str


class Axis(Struct, frozen=True):
    """One margin as people answered it: its question, and its answers in order."""

    question: str
    answers: tuple[Answer, ...]


class Census(Struct, frozen=True):
    """What answers are held against: whom, from where, and how many people there are by area with age, and with age
    and sex. `axes` are by `district`, `age` and `sex`."""

    population: str
    source: str
    axes: Mapping[str, Axis]
    by_age: Mapping[tuple[str, str], int]
    by_sex: Mapping[tuple[str, str, str], int]

    def rows(self, by: str) -> tuple[str, ...]:
        """The rows of the margins file that an axis has answers for."""
        return tuple(row for answer in self.axes[by].answers for row in answer.rows)

    def aged(self, districts: Sequence[str], ages: Sequence[str]) -> int:
        """How many people live in these districts and are of these ages."""
        return sum(self.by_age[district, age] for district in districts for age in ages)

    def of_sex(self, districts: Sequence[str], ages: Sequence[str], sexes: Sequence[str]) -> int:
        """The same by sex, in the three ages that the file has for it."""
        return sum(self.by_sex[place, age, sex] for place in districts for age in ages for sex in sexes)


def has_margins(margins: Path, slug: str) -> bool:
    """Whether margins are kept for a survey, by its short address."""
    return (margins / f"{slug}.toml").exists()


def census_of(margins: Path, slug: str, every: Sequence[Coding]) -> Census | None:
    """What a survey's answers are held against; None where no margins are kept for it, or not all three of them.

    Raises FaultyPlan.
    """
    plan = read_written(margins, slug)
    if plan is None or not plan.file:
        return None
    planned = {each.by: each for each in plan.margins if each.crossed is None}
    if not {DISTRICT, AGE, SEX} <= planned.keys():
        return None
    axes = {by: _axis(planned[by], every) for by in (DISTRICT, AGE, SEX)}
    path = margins / plan.file
    return Census(plan.population, plan.source, axes, people_by_age(path), people_by_sex(path))


def _axis(margin: PlannedMargin, every: Sequence[Coding]) -> Axis:
    coding = next((each for each in every if each.key == margin.question and each.measure == "single"), None)
    if coding is None:
        raise FaultyPlan(f"the margin {margin.name} names {margin.question}, a question that the survey does not have")
    together = {code: group for group in margin.merge for code in group}
    groups = dict.fromkeys(together.get(code, (code,)) for code in margin.answers)
    return Axis(
        margin.question,
        tuple(
            Answer(group, tuple(margin.answers[code] for code in group), _label(coding, group, margin))
            for group in groups
        ),
    )


def _label(coding: Coding, codes: tuple[str, ...], margin: PlannedMargin) -> str:
    labels = [coding.options[coding.numbers[code] - 1].label for code in codes]
    if margin.by == SEX:
        return WOMEN_AND_MEN[margin.answers[codes[0]]]
    return labels[0] if len(labels) == 1 else ages_together(labels)


def ages_together(labels: Sequence[str]) -> str:
    """Neighbouring age groups as one, such as `75 to 84` and `85 or over`: `75 or over`."""
    first, last = labels[0].split(), labels[-1].split()
    return f"{first[0]} or over" if last[-1] == "over" else f"{first[0]} to {last[-1]}"


class Counted(Struct, frozen=True):
    """One table of parts, and of how many people of the round it cannot be said in which they are."""

    parts: tuple[Part, ...]
    unknown: int


class Held(Struct, frozen=True):
    """Some people of a survey held against the Census: for each axis, who gave each of its answers."""

    census: Census
    people: Mask
    masks: Mapping[str, tuple[Mask, ...]]

    def pairs(self, by: str) -> list[tuple[Answer, Mask]]:
        """The answers of an axis, with who gave them."""
        return list(zip(self.census.axes[by].answers, self.masks[by], strict=True))


def held(columns: ColumnSet, census: Census, people: Mask) -> Held:
    """Some people, of whom is found what part of the population they are in."""
    masks = {by: tuple(_who(columns, axis, each) for each in axis.answers) for by, axis in census.axes.items()}
    return Held(census, people, masks)


def by_one(given: Held, by: str) -> Counted:
    """The parts that one axis makes: `district`, `age` or `sex`."""
    census = given.census
    every = census.rows(DISTRICT)
    numbers = {
        DISTRICT: lambda answer: census.aged(answer.rows, census.rows(AGE)),
        AGE: lambda answer: census.aged(every, answer.rows),
        SEX: lambda answer: census.of_sex(every, tuple(WIDE_AGES), answer.rows),
    }
    return _counted(given.people, [(each.label, numbers[by](each), who) for each, who in given.pairs(by)])


def by_area_and_age(given: Held) -> Counted:
    """The parts that area and age make together."""
    parts = [
        (f"people aged {age.label} in {area.label}", given.census.aged(area.rows, age.rows), there & old)
        for area, there in given.pairs(DISTRICT)
        for age, old in given.pairs(AGE)
    ]
    return _counted(given.people, parts)


def by_area_and_sex(given: Held) -> Counted:
    """The parts that area, sex and three ages make together."""
    census = given.census
    parts = [
        (f"{sex.label} aged {label} in {area.label}", census.of_sex(area.rows, (wide,), sex.rows), who & old & there)
        for area, there in given.pairs(DISTRICT)
        for sex, who in given.pairs(SEX)
        for wide, label, old in _wide(given)
    ]
    return _counted(given.people, parts)


def _wide(given: Held) -> list[tuple[str, str, Mask]]:
    """The three ages that may be crossed with sex: the file's name, what each is called, and who is so old."""
    found = []
    for wide in WIDE_AGES:
        pairs = [(age, old) for age, old in given.pairs(AGE) if {wide_age(row) for row in age.rows} == {wide}]
        masks = np.logical_or.reduce([old for _, old in pairs])
        found.append((wide, ages_together([age.label for age, _ in pairs]), masks))
    return found


def _who(columns: ColumnSet, axis: Axis, answer: Answer) -> Mask:
    who = np.zeros(columns.block.size, dtype=np.bool_)
    for coding, column in zip(columns.codings, columns.block.answers, strict=True):
        if coding.key == axis.question and coding.measure == "single":
            for number in (coding.numbers[code] for code in answer.codes if code in coding.numbers):
                who |= column.codes == number
    return who


def _counted(people: Mask, parts: Sequence[tuple[str, int, Mask]]) -> Counted:
    found = tuple(Part(label, number, int(np.count_nonzero(people & who))) for label, number, who in parts)
    return Counted(found, int(np.count_nonzero(people)) - sum(part.answered for part in found))
