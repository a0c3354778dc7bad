"""The numbers beside options on paper and where forms are keyed: fixed, also where the order rotates on the web."""

from collections.abc import Sequence

from survey_app.questionnaire.definition import Option


def numbered(options: Sequence[Option]) -> tuple[tuple[int, Option], ...]:
    """Each option with its number, from 1 in the order in which the questionnaire has them (interaction, 27)."""
    return tuple(enumerate(options, start=1))
