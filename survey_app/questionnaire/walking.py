"""Ways through a questionnaire: every question, option, item and condition with its place."""

from collections.abc import Iterator

from msgspec import Struct

from survey_app.questionnaire.conditions import All, AnyOf, Condition, Not
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Item,
    Items,
    Option,
    Questionnaire,
    Typed,
)
from survey_app.questionnaire.faults import Spot


class Site(Struct, frozen=True):
    """A condition, the index of its section and what it decides about."""

    spot: Spot
    position: int
    decides: str
    condition: Condition


def questions_of(questionnaire: Questionnaire) -> Iterator[tuple[Spot, Asked]]:
    """Every question with its place, in order."""
    for section in questionnaire.sections:
        for question in section.questions:
            yield Spot(section.id, question.id), question


def options_of(question: Asked) -> tuple[Option, ...]:
    """The options of a question; none for kinds that have none."""
    return () if isinstance(question, Typed | Information) else question.options


def items_of(question: Asked) -> tuple[Item, ...]:
    """The rows of an item list; none for other kinds."""
    return question.items if isinstance(question, Items) else ()


def positions(questionnaire: Questionnaire) -> dict[str, tuple[int, Asked]]:
    """For each question id, the index of its section and the question; the first wins where an id stands twice."""
    found: dict[str, tuple[int, Asked]] = {}
    for position, section in enumerate(questionnaire.sections):
        for question in section.questions:
            found.setdefault(question.id, (position, question))
    return found


def sites(questionnaire: Questionnaire) -> Iterator[Site]:
    """Every condition that stands in the sections, with its place."""
    for position, section in enumerate(questionnaire.sections):
        if section.when is not None:
            yield Site(Spot(section.id), position, "section", section.when)
        for question in section.questions:
            yield from _question_sites(Spot(section.id, question.id), position, question)


def _question_sites(spot: Spot, position: int, question: Asked) -> Iterator[Site]:
    if question.when is not None:
        yield Site(spot, position, "question", question.when)
    for rewording in question.rewordings:
        yield Site(spot, position, "rewording", rewording.when)
    for option in options_of(question):
        if option.when is not None:
            yield Site(spot.at(option.code), position, "option", option.when)
    for item in items_of(question):
        if item.when is not None:
            yield Site(spot.at(item.code), position, "item", item.when)


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """The single tests that a condition is made of, an empty `all` or `any` included."""
    match condition:
        case None:
            return
        case All(conditions) | AnyOf(conditions):
            if not conditions:
                yield condition
            for each in conditions:
                yield from leaves(each)
        case Not(inner):
            yield from leaves(inner)
        case _:
            yield condition
