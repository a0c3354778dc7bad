"""What a page's form sent for a question, and what reading it comes to."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.problems import Problem

Fields: TypeAlias = Mapping[str, Sequence[str]]
"""Form fields as typed, by name, valid or not."""


class Reading(Struct, frozen=True):
    """What one question's fields say: an answer for each key, and problems where they cannot be used."""

    answers: dict[str, Value]
    problems: tuple[Problem, ...] = ()


def typed_in(fields: Fields, name: str) -> str:
    """What was typed, with line ends as one character and no white space around it."""
    sent = fields.get(name, ())
    return sent[0].replace("\r\n", "\n").replace("\r", "\n").strip() if sent else ""
