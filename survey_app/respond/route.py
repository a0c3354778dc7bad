"""What walking needs to know of each section, worked out once for each version."""

from collections import OrderedDict

from msgspec import Struct

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import (
    Information,
    Items,
    LongText,
    Number,
    One,
    Questionnaire,
    Section,
    ShortText,
)
from survey_app.questionnaire.reading import blank, field_names

VERSIONS = 64
"""How many versions' routes are kept: more than a council has under way."""


class Stop(Struct, frozen=True):
    """One section of the route. `varies` where its questions, options or rows depend on answers."""

    section: Section
    varies: bool
    names: tuple[str, ...]
    blank: dict[str, Value]
    helps: dict[str, dict[str, str]]
    """By key and code, the kind of help that choosing an option records."""


_routes: OrderedDict[int, tuple[Questionnaire, tuple[Stop, ...]]] = OrderedDict()


def route_of(questionnaire: Questionnaire) -> tuple[Stop, ...]:
    """The sections in their order. Kept by identity beside the questionnaire itself, whose id so stays its own."""
    kept = _routes.get(id(questionnaire))
    if kept is not None:
        return kept[1]
    route = tuple(_stop(section) for section in questionnaire.sections)
    _routes[id(questionnaire)] = (questionnaire, route)
    if len(_routes) > VERSIONS:
        _routes.popitem(last=False)
    return route


def _stop(section: Section) -> Stop:
    answers: dict[str, Value] = {}
    for question in section.questions:
        answers |= blank(question)
    names = tuple(name for question in section.questions for name in field_names(question))
    return Stop(section, _varies(section), names, answers, _helps(section))


def _helps(section: Section) -> dict[str, dict[str, str]]:
    return {
        question.id: kinds
        for question in section.questions
        if isinstance(question, One)
        if (kinds := {option.code: option.help for option in question.options if option.help})
    }


def _varies(section: Section) -> bool:
    for question in section.questions:
        if question.when is not None:
            return True
        match question:
            case ShortText() | LongText() | Number() | Information():
                continue
            case Items() if any(item.when is not None for item in question.items):
                return True
        if any(option.when is not None for option in question.options):
            return True
    return False
