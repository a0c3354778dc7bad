"""What walking needs to know of each section, worked out once for each version."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.aloud import NO, YES, ManyAloud
from survey_app.questionnaire.conditions import Circumstances, Condition, Value, questions_in
from survey_app.questionnaire.definition import Asked, Items, One, Postcode, Questionnaire, Ranking, Section, Typed
from survey_app.questionnaire.places_given import places
from survey_app.questionnaire.reading import blank, field_names
from survey_app.questionnaire.unclear import SUFFIX, TICKED
from survey_app.questionnaire.variables import FIFTHS
from survey_app.questionnaire.walking import options_of
from survey_app.respond.steps import Memory, Step

ROUTES = 64
"""How many routes are kept: more than a council has versions, wordings and channels under way."""


_ANY: Final = Circumstances()


class Stop(Struct, frozen=True):
    """One section of the route. `varies` where its questions, options or rows depend on answers.

    `names` are its form fields, `codes` what may be chosen in them. `causes` are the keys of the answers on which the
    section or anything in it depends, its words among them. `steps` remembers what they came to.
    """

    section: Section
    varies: bool
    names: tuple[str, ...]
    codes: frozenset[str]
    causes: tuple[str, ...]
    blank: dict[str, Value]
    helps: dict[str, dict[str, str]]
    """By key and code, the kind of help that choosing an option records."""
    steps: Memory[Step | None]


class Route(Struct, frozen=True):
    """The sections of a version in their order, and by id; `places` are their places in that order."""

    stops: tuple[Stop, ...]
    places: dict[str, int]
    by_id: dict[str, Stop]


_routes: OrderedDict[tuple[int, Circumstances], tuple[Questionnaire, Route]] = OrderedDict()


def route_of(questionnaire: Questionnaire, circumstances: Circumstances = _ANY) -> Route:
    """The route of a version in these circumstances, with memories of its own, up to sending.

    Kept by identity beside the questionnaire itself, whose id so stays its own.
    """
    key = (id(questionnaire), circumstances)
    kept = _routes.get(key)
    if kept is not None:
        return kept[1]
    stops = tuple(_stop(section) for section in questionnaire.sections if section.part != "contact")
    places = {stop.section.id: place for place, stop in enumerate(stops)}
    route = Route(stops, places, {stop.section.id: stop for stop in stops})
    _routes[key] = (questionnaire, route)
    if len(_routes) > ROUTES:
        _routes.popitem(last=False)
    return route


def outlives_skip(question: Asked, name: str) -> bool:
    """Whether Skip leaves a field as it is: what was typed, and that the question was not understood."""
    typed = isinstance(question, Typed) or (isinstance(question, Postcode) and name == question.id)
    return typed or name.endswith(("-detail", SUFFIX))


def _stop(section: Section) -> Stop:
    answers: dict[str, Value] = {}
    for question in section.questions:
        answers |= blank(question)
    return Stop(
        section,
        varies=any(condition is not None for condition in _inside(section)),
        names=tuple(name for question in section.questions for name in field_names(question)),
        codes=frozenset(code for question in section.questions for code in _codes(question)),
        causes=tuple(dict.fromkeys(key for condition in _conditions(section) for key in questions_in(condition))),
        blank=answers,
        helps=_helps(section),
        steps=Memory(),
    )


def _codes(question: Asked) -> Iterator[str]:
    """What a question's fields may hold that nobody typed."""
    yield from (option.code for option in options_of(question))
    if isinstance(question, ManyAloud):
        yield from (YES, NO)
    if isinstance(question, Ranking):
        yield from map(str, places(question))
    if isinstance(question, Postcode):
        yield from ("", *(option.code for option in FIFTHS))
    if question.unclear:
        yield TICKED


def _helps(section: Section) -> dict[str, dict[str, str]]:
    return {
        question.id: kinds
        for question in section.questions
        if isinstance(question, One)
        if (kinds := {option.code: option.help for option in question.options if option.help})
    }


def _conditions(section: Section) -> Iterator[Condition | None]:
    """Everything on which a section or its words depend."""
    yield section.when
    yield from _inside(section)
    yield from (rewording.when for question in section.questions for rewording in question.rewordings)


def _inside(section: Section) -> Iterator[Condition | None]:
    """The conditions of a section's questions, options and rows."""
    for question in section.questions:
        yield question.when
        yield from (option.when for option in options_of(question))
        if isinstance(question, Items):
            yield from (item.when for item in question.items)
