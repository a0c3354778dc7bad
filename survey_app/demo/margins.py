"""The census margins: how many people of each district, age and sex, from 16 years (results contract, 18).

Source: Office for National Statistics, Census 2021, under the Open Government Licence v3.0; more about it stands in
docs/guide/pretend-answers.md. The county's own row is the sum of the others and is left out.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.weighting.census import people_by_age, people_by_sex, wide_age

AGES: Final = {
    "age_16_24": "16-24",
    "age_25_34": "25-34",
    "age_35_44": "35-44",
    "age_45_54": "45-54",
    "age_55_64": "55-64",
    "age_65_74": "65-74",
    "age_75_84": "75-84",
    "age_85_over": "85+",
}
"""For each age group what the margins file calls it."""


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
    by_age, by_sex = people_by_age(path), people_by_sex(path)
    places = tuple(dict.fromkeys(place for place, _ in by_age))
    people = [[float(by_age[place, age]) for age in AGES.values()] for place in places]
    women = [[_share_of_women(by_sex, place, wide_age(age)) for age in AGES.values()] for place in places]
    districts = tuple(place.lower().replace(" ", "_") for place in places)
    return Margins(districts, np.array(people), np.array(women))


def _share_of_women(people: Mapping[tuple[str, str, str], int], place: str, age: str) -> float:
    women, men = people[place, age, "female"], people[place, age, "male"]
    return women / (women + men)


def shares_in_turn(weights: NDArray[np.float64], size: int, random: np.random.Generator) -> NDArray[np.intp]:
    """The place of a weight for each of so many people, in an order by chance.

    Systematic sampling: each place comes as often as its weight asks, to within one person.
    """
    steps = (np.arange(size) + random.random()) / size
    places = np.searchsorted(np.cumsum(weights) / weights.sum(), steps, side="right")
    return random.permutation(np.minimum(places, weights.size - 1))
