"""Who has answered a round beside the population, in words, tables and a map (results contract, 46)."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from survey_app.organisation import Entry
from survey_app.results.columns import ColumnSet
from survey_app.results.missing import Gap, gaps
from survey_app.results.missing_parts import (
    AGE,
    DISTRICT,
    SEX,
    Census,
    Counted,
    by_area_and_age,
    by_area_and_sex,
    by_one,
    held,
)
from survey_app.results.overview import outside_in, population
from survey_app.results.pretend import pretend_words
from survey_app.results.tiles import TileMap, tile_map

MOST: Final = 8
"""Parts named at the head of the page: more than that nobody reads."""

BAR: Final = 240


class WhoLine(Struct, frozen=True):
    """One part as a row: numbers in words, and how long its bar and how far the mark of the Census is, of 240."""

    label: str
    answered: str
    share: str
    census: str
    more: str
    bar: int
    mark: float


class WhoTable(Struct, frozen=True):
    """One table with the sentence that says what it finds, and how many people it leaves out."""

    id: str
    heading: str
    first: str
    sentence: str
    lines: tuple[WhoLine, ...]
    unknown: str


class Who(Struct, frozen=True, kw_only=True):
    """Who has answered a round. `wanted` are the parts that lack most, in words, the most first."""

    people: int
    outside: int
    pretend: str
    wanted: tuple[str, ...] = ()
    singles: tuple[WhoTable, ...] = ()
    crossed: tuple[WhoTable, ...] = ()
    map: TileMap | None = None
    map_title: str = ""


def who_answered(columns: ColumnSet, wave_id: int, census: Census, areas: Sequence[Entry], target: int) -> Who:
    """Everybody counted in a round, beside the population. `target` is how many answers it is to have, 0 without."""
    people = population(columns, wave_id)
    given = held(columns, census, people)
    ones = {by: by_one(given, by) for by in (DISTRICT, AGE, SEX)}
    by_age, by_sex = by_area_and_age(given), by_area_and_sex(given)
    found = {by: gaps(counted.parts, target) for by, counted in ones.items()}
    aged, sexed = gaps(by_age.parts, target), gaps(by_sex.parts, target)
    rates = {gap.label: gap for gap in found[DISTRICT]}
    return Who(
        people=int(people.sum()),
        outside=outside_in(columns, wave_id),
        pretend=pretend_words(columns),
        wanted=tuple(f"about {gap.more:,} more answers from {gap.label}" for gap in most_wanted(aged)),
        singles=(
            _table("area", "By area", "Area", ones[DISTRICT], found[DISTRICT]),
            _table("age", "By age", "Age", ones[AGE], found[AGE]),
            _table("sex", "By sex", "Sex", ones[SEX], found[SEX]),
        ),
        crossed=(
            _table("area-age", "By area and age", "Group", by_age, aged, lacking=True),
            _table("area-sex", "By area, sex and age", "Group", by_sex, sexed, lacking=True),
        ),
        map=tile_map(areas, rates),
        map_title=map_words(found[DISTRICT]),
    )


def most_wanted(found: Sequence[Gap]) -> list[Gap]:
    """The parts that lack most answers, the most first."""
    return sorted((gap for gap in found if gap.more), key=lambda gap: (-gap.more, gap.label))[:MOST]


def finding(found: Sequence[Gap]) -> str:
    """The sentence of a table: the part that lacks most, or that none does."""
    wanted = most_wanted(found)
    if not any(gap.answered for gap in found):
        return "Nobody has answered yet."
    if not wanted:
        return "No group lacks 10 answers or more."
    return f"{_capital(wanted[0].label)}: about {wanted[0].more:,} more answers would match the Census."


def map_words(found: Sequence[Gap]) -> str:
    """The finding of the map: where fewest and where most answered, for every 10,000 people."""
    rates = sorted(found, key=lambda gap: gap.rate)
    if round(rates[0].rate, 1) == round(rates[-1].rate, 1):
        return f"Everywhere {rates[0].rate:.1f} of every 10,000 people aged 16 or over have answered."
    return (
        f"{rates[0].label} has answered least: {rates[0].rate:.1f} of every 10,000 people aged 16 or over. "
        f"{rates[-1].label} has answered most: {rates[-1].rate:.1f}."
    )


def _table(
    name: str, heading: str, first: str, counted: Counted, found: Sequence[Gap], *, lacking: bool = False
) -> WhoTable:
    shown = [gap for gap in found if gap.more or not lacking]
    if lacking:
        shown.sort(key=lambda gap: (-gap.more, gap.label))
    longest = max((max(gap.share, gap.answered_share) for gap in shown), default=1.0)
    lines = tuple(_line(gap, longest) for gap in shown)
    return WhoTable(name, heading, first, finding(found), lines, _unknown(counted))


def _line(gap: Gap, longest: float) -> WhoLine:
    return WhoLine(
        _capital(gap.label),
        f"{gap.answered:,}",
        f"{100 * gap.answered_share:.1f}%",
        f"{100 * gap.share:.1f}%",
        f"about {gap.more:,}" if gap.more else "",
        round(BAR * gap.answered_share / longest),
        round(BAR * gap.share / longest, 1),
    )


def _capital(label: str) -> str:
    return label[0].upper() + label[1:]


def _unknown(counted: Counted) -> str:
    if counted.unknown == 0:
        return ""
    who = "1 person is" if counted.unknown == 1 else f"{counted.unknown:,} people are"
    return f"{who} not in this table, because they did not say, or gave an answer that the Census does not have."
