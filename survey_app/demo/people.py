"""The people of a crowd before they are asked anything: where they live, how old they are, what else matters."""

import numpy as np

from survey_app.demo.crowd import Crowd, Picked
from survey_app.demo.drawing import draw_person
from survey_app.demo.margins import Margins, shares_in_turn
from survey_app.demo.model import CHANNEL, OWN_DEVICE, Model

SEXES = ("female", "male")


def people(
    model: Model, margins: Margins | None, size: int, wave: tuple[int, int], random: np.random.Generator, variant: str
) -> Crowd:
    """So many people who answer in one round. `wave` is its number among the pretend ones, from 1, and how many."""
    crowd = Crowd(size, random, variant)
    number, rounds = wave
    numbers = tuple(str(each) for each in range(1, rounds + 1))
    crowd.picked["round"] = Picked(numbers, np.full(size, number - 1))
    if model.margins and margins is not None:
        _draw_from(margins, crowd)
    for key, rule in {**model.people, CHANNEL: model.people.get(CHANNEL, OWN_DEVICE)}.items():
        draw_person(crowd, key, rule)
    return crowd


def _draw_from(margins: Margins, crowd: Crowd) -> None:
    """District and age as many as in the census, and sex by the share of women in each cell."""
    cells = shares_in_turn(margins.people.ravel(), crowd.size, crowd.random)
    districts, ages = np.divmod(cells, len(margins.ages))
    men = crowd.random.random(crowd.size) >= margins.women[districts, ages]
    crowd.picked["district"] = Picked(margins.districts, districts)
    crowd.picked["age"] = Picked(margins.ages, ages)
    crowd.picked["sex"] = Picked(SEXES, men.astype(np.int64))
