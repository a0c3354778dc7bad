"""A questionnaire as an officer reads it out to a caller: the same questions and codes, with what to read and how."""

from collections import OrderedDict
from typing import Final, TypeVar

from msgspec.structs import asdict, replace

from survey_app.questionnaire.aloud import ManyAloud
from survey_app.questionnaire.definition import (
    Asked,
    Items,
    LongText,
    Many,
    One,
    Option,
    Questionnaire,
    Ranking,
    Role,
    Scale,
    Section,
    ShortText,
)
from survey_app.questionnaire.question import Question

Kind = TypeVar("Kind", bound=Question)

KEPT: Final = 64
"""How many are kept: more than a council has versions and variants under way."""

OPENING: Final = "opening-words"
"""The id of the section with which a call begins."""

OPENING_TITLE: Final = "Before the first question"
READ_THIS: Final = "Read this to the person:"
CONSENT: Final = (
    "Say that it takes about {minutes} minutes, that they can leave out any question and stop at any time. Then ask: "
    "“Are you happy to go on?”"
)
IF_NOT: Final = "If they say no, press “Stop and clear this computer”, then “Delete my answers”, and thank them."

SILENT: Final = "Do not read out."
SILENT_ROLES: Final = frozenset({Role.DONT_KNOW, Role.REFUSED, Role.NOT_APPLICABLE})
"""Options that are chosen when the person says so by themself, and never offered."""

ALL_NO: Final = "If every answer is no, ask whether this is right."
"""Stands beside “none of these”, which is never ticked for the person."""

ONE_ANSWER: Final = "Read out the answers, then choose the one that the person gives."
MANY_ANSWERS: Final = "Read out each answer, wait for yes or no, and choose it. Leave out what you did not ask."
EACH_ROW: Final = "Read out each line with its answers, and choose one for each."
OWN_WORDS: Final = "Write down what the person says, in their words."

_kept: OrderedDict[int, tuple[Questionnaire, Questionnaire]] = OrderedDict()


def read_out(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire for a call (interaction contract, 28): opening words for consent, each option of a many-choice
    question read as yes or no, what is not read out marked, and no order shuffled.

    Kept by identity beside the questionnaire itself, whose id so stays its own.
    """
    kept = _kept.get(id(questionnaire))
    if kept is not None:
        return kept[1]
    sections = tuple(
        replace(
            section, questions=tuple(_spoken(each, alone=len(section.questions) == 1) for each in section.questions)
        )
        for section in questionnaire.sections
    )
    made = replace(questionnaire, sections=(_opening(questionnaire), *sections))
    _kept[id(questionnaire)] = (questionnaire, made)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
    return made


def _opening(questionnaire: Questionnaire) -> Section:
    start = questionnaire.start
    words = (READ_THIS, *start.about, *start.privacy, CONSENT.format(minutes=start.minutes), IF_NOT)
    return Section(id=OPENING, title=OPENING_TITLE, text=words)


def _spoken(question: Asked, *, alone: bool) -> Asked:
    match question:
        case One(buttons=True):
            return question
        case Ranking():
            return replace(question, shuffle=False)
        case One():
            return replace(_told(question, ONE_ANSWER), options=_options(question.options), shuffle=False)
        case Scale():
            return replace(_told(question, ONE_ANSWER), options=_options(question.options))
        case Many():
            told = _told(question, MANY_ANSWERS)
            return _aloud(replace(told, options=_options(question.options), shuffle=False), alone=alone)
        case Items():
            options = _options(question.options)
            return replace(_told(question, EACH_ROW), options=options, shuffle=False, shuffle_as="")
        case ShortText() | LongText():
            return _told(question, OWN_WORDS)
        case _:
            return question


def _aloud(question: Many, *, alone: bool) -> ManyAloud:
    options = tuple(
        replace(option, hint=f"{ALL_NO} {option.hint}".strip())
        if option.exclusive and option.role is Role.NONE
        else option
        for option in question.options
    )
    return ManyAloud(**(asdict(question) | {"options": options}), alone=alone)


def _told(question: Kind, instruction: str) -> Kind:
    """The question with what the officer is to do behind its hint, in each of its wordings."""
    rewordings = tuple(
        replace(each, hint=f"{each.hint} {instruction}") if each.hint else each for each in question.rewordings
    )
    return replace(question, hint=f"{question.hint} {instruction}".strip(), rewordings=rewordings)


def _options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(
        replace(option, hint=f"{SILENT} {option.hint}".strip()) if option.role in SILENT_ROLES else option
        for option in options
    )
