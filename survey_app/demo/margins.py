"""The census margins: how many people of each district, age and sex, from 16 years (results contract, 18).

Source: Office for National Statistics, Census 2021, under the Open Government Licence v3.0; more about it stands in
docs/guide/pretend-answers.md. The county's own row is the sum of the others and is left out.
"""

import csv
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

COUNTY: Final = "E10000017"

AGES: Final = {
    "age_16_24": ("16-24", "16_64"),
    "age_25_34": ("25-34", "16_64"),
    "age_35_44": ("35-44", "16_64"),
    "age_45_54": ("45-54", "16_64"),
    "age_55_64": ("55-64", "16_64"),
    "age_65_74": ("65-74", "65_74"),
    "age_75_84": ("75-84", "75plus_approx"),
    "age_85_over": ("85+", "75plus_approx"),
}
"""For each age group its column, and the end of the names of the columns with its women and men."""


class Margins(Struct, frozen=True):
    """People by district and age, in cells, and the share of women in each cell."""

    districts: tuple[str, ...]
    people: NDArray[np.float64]
    women: NDArray[np.float64]

    @property
    def ages(self) -> tuple[str, ...]:
        """The age groups, in the order of the cells' columns."""
        return tuple(AGES)


def read_margins(path: Path) -> Margins:
    """Read the file.

    Raises KeyError, naming the column, when one is missing.
    """
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] != COUNTY]
    people = [[float(row[column]) for column, _ in AGES.values()] for row in rows]
    women = [
        [float(row[f"f_{end}"]) / (float(row[f"f_{end}"]) + float(row[f"m_{end}"])) for _, end in AGES.values()]
        for row in rows
    ]
    districts = tuple(row["district"].lower().replace(" ", "_") for row in rows)
    return Margins(districts, np.array(people), np.array(women))


def shares_in_turn(weights: NDArray[np.float64], size: int, random: np.random.Generator) -> NDArray[np.intp]:
    """The place of a weight for each of so many people, in an order by chance.

    Systematic sampling: each place comes as often as its weight asks, to within one person.
    """
    steps = (np.arange(size) + random.random()) / size
    places = np.searchsorted(np.cumsum(weights) / weights.sum(), steps, side="right")
    return random.permutation(np.minimum(places, weights.size - 1))
