"""The Lancashire margins file: people aged 16 and over of Census 2021, as rows of one margin (results contract, 18).

The county's own row is dropped. Only the ages 16 to 64, 65 to 74, and 75 and over may be crossed with sex: of others
the file has no numbers. Its columns of ethnic group and language are of people of all ages, so they are not read.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

COUNTY: Final = "E10000017"
"""The code of the county's row, which is the sum of the others."""

AGES: Final = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+")
WIDE_AGES: Final = {"16-64": "16_64", "65-74": "65_74", "75+": "75plus_approx"}
_OLDER: Final = {"65-74": "65-74", "75-84": "75+", "85+": "75+"}
SEXES: Final = {"female": "f", "male": "m"}

STUDENTS: Final = (
    "Census 2021 counted students where they lived in term time during the pandemic, so the numbers of Lancaster and "
    "Preston may be too low."
)
"""What is said beside a margin of districts."""


class UnknownMargin(ValueError):
    """A margin that the file does not have, or must not be used for."""


def wide_age(age: str) -> str:
    """In which of the three wide ages one of `AGES` is."""
    return _OLDER.get(age, "16-64")


def people_by_age(path: Path) -> Mapping[tuple[str, str], int]:
    """People aged 16 and over by district and age, as `AGES` names them."""
    return {(row["district"], age): int(row[age]) for row in _rows(path) for age in AGES}


def people_by_sex(path: Path) -> Mapping[tuple[str, str, str], int]:
    """The same by district, one of the three wide ages, and sex."""
    every = ((row, age, sex) for row in _rows(path) for age in WIDE_AGES for sex in SEXES)
    return {(row["district"], age, sex): _people(row, age, sex) for row, age, sex in every}


def margin_rows(path: Path, by: str) -> Mapping[str, int]:
    """The numbers of people aged 16 and over by the categories of a margin: `district`, `age`, `sex` or `age and sex`.

    Raises UnknownMargin for any other, as those of ethnic group and language, which are of people of all ages.
    """
    rows = _rows(path)
    match by:
        case "district":
            return {row["district"]: sum(int(row[age]) for age in AGES) for row in rows}
        case "age":
            return {age: sum(int(row[age]) for row in rows) for age in AGES}
        case "sex":
            return {sex: sum(_people(row, age, sex) for row in rows for age in WIDE_AGES) for sex in SEXES}
        case "age and sex":
            every = ((age, sex) for age in WIDE_AGES for sex in SEXES)
            return {f"{age} {sex}": sum(_people(row, age, sex) for row in rows) for age, sex in every}
    raise UnknownMargin(
        f"{path.name} has no margin '{by}' of people aged 16 and over. Use district, age, sex, or age and sex."
    )


def _rows(path: Path) -> Sequence[Mapping[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["code"] != COUNTY]


def _people(row: Mapping[str, str], age: str, sex: str) -> int:
    return int(row[f"{SEXES[sex]}_{WIDE_AGES[age]}"])
