"""The places that a ranking gives: how many there are, and what they are called."""

from typing import Final

from survey_app.questionnaire.definition import Ranking
from survey_app.questionnaire.phrases import phrase

PLACES: Final = (
    phrase("1st"),
    phrase("2nd"),
    phrase("3rd"),
    phrase("4th"),
    phrase("5th"),
    phrase("6th"),
    phrase("7th"),
    phrase("8th"),
    phrase("9th"),
)

TOP: Final = 3
"""Places that results put together (results contract, 7)."""


def places(question: Ranking) -> range:
    """The places that can be given, from 1."""
    return range(1, min(question.most, len(question.options), len(PLACES)) + 1)
