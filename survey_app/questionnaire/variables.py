"""The variables of a questionnaire: one for each key under which an answer is stored."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.definition import (
    Asked,
    Contact,
    Information,
    Item,
    Items,
    LongText,
    Many,
    Number,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Section,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.pipes import unpiped
from survey_app.questionnaire.places_given import PLACES, places
from survey_app.questionnaire.question import Question
from survey_app.questionnaire.walking import options_of

Measure: TypeAlias = Literal["single", "many", "number", "date", "text"]
"""How a variable is stored: one code, several codes, a number, a day or month in ISO 8601, or typed text."""


FIFTH: Final = "fifth"
"""What the key of deprivation ends in, beside the area of a postcode."""

FIFTHS: Final = tuple(
    Option(code=str(number), label=label)
    for number, label in enumerate(
        ("Most deprived fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Least deprived fifth"), start=1
    )
)
"""Fifths of England's neighbourhoods by the Index of Multiple Deprivation."""


class Variable(Struct, frozen=True, kw_only=True):
    """One stored key. An item list has one for each row, because each row is a question in every figure; a ranking has
    one for each place that can be given."""

    key: str
    question: Asked
    section: Section
    measure: Measure
    options: tuple[Option, ...] = ()
    item: Item | None = None

    @property
    def label(self) -> str:
        """The words asked; for a row of an item list, the stem and the row."""
        return self.question.label if self.item is None else f"{self.question.label} {self.item.label}"


def variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Every variable in the order in which it is asked, in words for nobody in particular."""
    return tuple(
        variable
        for section in questionnaire.sections
        if section.part != "contact"
        for question in section.questions
        for variable in _variables_of(section, unpiped(question))
    )


def keys_of(question: Asked) -> tuple[str, ...]:
    """The keys under which a question's answers are stored; none for information, nor for how to reach the person."""
    if isinstance(question, Contact | Information):
        return ()
    if isinstance(question, Items):
        return tuple(f"{question.id}.{item.code}" for item in question.items)
    if isinstance(question, Postcode):
        return (question.id, f"{question.id}.{FIFTH}")
    if isinstance(question, Ranking):
        return tuple(f"{question.id}.{place}" for place in places(question))
    return (question.id,)


def number_of(question: Question) -> str:
    """The printed number: `R09a` is `9a`, unless the file gives one. The same on web, paper and telephone."""
    return question.number or question.id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0")


def numbered_total(questionnaire: Questionnaire) -> int:
    """How many numbered questions the main part has: `9` and `9a` count as one."""
    numbers = {
        "".join(character for character in number_of(question) if character.isdigit())
        for section in questionnaire.sections
        if section.part == "main"
        for question in section.questions
        if not isinstance(question, Information)
    }
    return len(numbers - {""})


def _variables_of(section: Section, question: Asked) -> tuple[Variable, ...]:
    measure = _measure(question)
    options = options_of(question)

    def variable(key: str, item: Item | None = None, options: tuple[Option, ...] = options) -> Variable:
        return Variable(key=key, question=question, section=section, measure=measure, options=options, item=item)

    keys = keys_of(question)
    match question:
        case Items():
            return tuple(map(variable, keys, question.items))
        case Ranking():
            rows = (Item(code=str(place), label=f"{PLACES[place - 1].source} place") for place in places(question))
            return tuple(map(variable, keys, rows))
        case Postcode():
            area, fifth = keys
            row = Item(code=FIFTH, label="Deprivation of the neighbourhood, in fifths of England")
            return (variable(area), variable(fifth, row, FIFTHS))
    return tuple(map(variable, keys))


def _measure(question: Asked) -> Measure:
    match question:
        case Many():
            return "many"
        case Number() | Money():
            return "number"
        case Date() | Month():
            return "date"
        case ShortText() | LongText() | Email() | Phone() | Information():
            return "text"
    return "single"
