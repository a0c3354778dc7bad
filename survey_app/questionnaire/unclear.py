"""Ticking "I don't understand this question": beside which questions, and what it says of their answers."""

from typing import Final

from msgspec.structs import replace

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import Asked, One, Questionnaire
from survey_app.questionnaire.typed_fields import Fields
from survey_app.questionnaire.variables import keys_of

SUFFIX: Final = "-unclear"
"""What follows a question's id in the name of its field, and a key in the name under which the tick is stored."""

TICKED: Final = "1"


def with_unclear(questionnaire: Questionnaire, question: Asked) -> Asked:
    """The question as loading leaves it: what its questionnaire says of all is said of it, where it may be blank.

    What is needed has to be answered, and a button that sends at once has no room for a tick.
    """
    if not questionnaire.unclear or question.unclear is not None or question.needed or not keys_of(question):
        return question
    if isinstance(question, One) and question.buttons:
        return question
    return replace(question, unclear=True)


def unclear_field(question: Asked) -> tuple[str, ...]:
    """The name of the tick's field; none where it is not offered."""
    return (f"{question.id}{SUFFIX}",) if question.unclear else ()


def marks(question: Asked, fields: Fields) -> dict[str, Value]:
    """What the tick is stored as, beside each of the question's answers: results read it where there is no answer."""
    if not any(TICKED in fields.get(name, ()) for name in unclear_field(question)):
        return {}
    return {f"{key}{SUFFIX}": True for key in keys_of(question)}
