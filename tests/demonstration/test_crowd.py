"""Of whom a condition is true: for a crowd at once as for each person alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from survey_app.demo.crowd import BLANK, CHANNEL_LINKS, NOT_ASKED, Crowd, Picked, Ticked, whom
from survey_app.demo.model import CHANNEL
from survey_app.questionnaire.conditions import Circumstances, Condition, Flagged, Named, Value, holds
from tests.questionnaire.strategies import conditions

SIZE = 12
CODES = ("a", "b", "c")
WAYS = ("own", "library", "telephone", "paper")


def crowds() -> SearchStrategy[Crowd]:
    """Small crowds that answered one question of each kind."""
    return st.integers(0, 10**6).map(_crowd)


def _crowd(seed: int) -> Crowd:
    random = np.random.default_rng(seed)
    numbers = np.where(random.random(SIZE) < 0.3, np.nan, random.integers(-5, 5, SIZE))
    places = random.integers(NOT_ASKED, len(CODES), SIZE)
    ticks = random.random((SIZE, len(CODES))) < 0.4
    asked = random.random(SIZE) < 0.8
    return Crowd(
        SIZE,
        random,
        picked={"R1": Picked(CODES, places), CHANNEL: Picked(WAYS, random.integers(0, len(WAYS), SIZE))},
        ticked={"R2": Ticked(CODES, ticks & asked[:, None], asked)},
        numbers={"R3": numbers},
    )


def person(crowd: Crowd, place: int) -> tuple[dict[str, Value], Circumstances]:
    """The answers of one person, and how they answer."""
    answers: dict[str, Value] = {}
    one, many, number = int(crowd.picked["R1"].places[place]), crowd.ticked["R2"], float(crowd.numbers["R3"][place])
    if one != NOT_ASKED:
        answers["R1"] = None if one == BLANK else CODES[one]
    if many.asked[place]:
        answers["R2"] = tuple(code for code, tick in zip(CODES, many.ticks[place], strict=True) if tick) or None
    if not np.isnan(number):
        answers["R3"] = number
    way = WAYS[int(crowd.picked[CHANNEL].places[place])]
    return answers, Circumstances("en", next(channel for channel, ways in CHANNEL_LINKS.items() if way in ways))


@given(crowds(), conditions())
def test_a_condition_is_true_of_the_same_people_of_a_crowd_as_one_by_one(crowd: Crowd, condition: Condition) -> None:
    assert whom(condition, crowd).tolist() == [holds(condition, *person(crowd, place)) for place in range(SIZE)]


def test_without_a_condition_it_is_everybody() -> None:
    assert whom(None, _crowd(1)).all()


@pytest.mark.parametrize("condition", [Named("offline"), Flagged("R1", "flag")])
def test_what_loading_must_have_replaced_is_refused(condition: Condition) -> None:
    with pytest.raises(LookupError):
        whom(condition, _crowd(1))
