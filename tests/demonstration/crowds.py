"""Crowds of pretend people, and what they sent, made without a database."""

from functools import cache

import numpy as np

from survey_app.demo.answering import Answered, answered, asking_of
from survey_app.demo.crowd import Crowd
from survey_app.demo.filling import MARGINS
from survey_app.demo.margins import read_margins
from survey_app.demo.model import Made, read_made
from survey_app.demo.records import crowd_of
from survey_app.organisation import Organisation, read_organisation
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.loading import read_file
from tests.serving import CHECKOUT

QUESTIONNAIRES = CHECKOUT / "questionnaires"

SLUGS = ("residents", "staff", "pulse", "feedback")

MARGINS_FILE = QUESTIONNAIRES.parent / MARGINS


@cache
def organisation() -> Organisation:
    """The shipped organisation."""
    return read_organisation(QUESTIONNAIRES / "organisation.toml")


@cache
def questionnaire(slug: str) -> Questionnaire:
    """A shipped questionnaire."""
    return read_file(QUESTIONNAIRES / slug / "questionnaire.toml", organisation())


def made(slug: str) -> Made:
    """What its pretend people are made of."""
    return read_made(QUESTIONNAIRES / slug)


def crowd(slug: str, size: int, seed: int = 1, made_of: Made | None = None) -> Crowd:
    """So many people with their answers, of the last of three rounds."""
    random = np.random.default_rng(seed)
    return crowd_of(questionnaire(slug), made_of or made(slug), read_margins(MARGINS_FILE), (3, 3), size, random)


def sent(slug: str, size: int, seed: int = 1, early: float = 0.05) -> list[Answered]:
    """What so many people sent."""
    return list(answered(asking_of(questionnaire(slug)), crowd(slug, size, seed), early))
