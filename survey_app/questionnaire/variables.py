"""The variables of a questionnaire: one for each key under which an answer is stored."""

from typing import Literal, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Item,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Question,
    Questionnaire,
    Scale,
    Section,
    ShortText,
)

Measure: TypeAlias = Literal["single", "many", "number", "text"]
"""How a variable is stored: one code, several codes, a number, or typed text."""


class Variable(Struct, frozen=True, kw_only=True):
    """One stored key. An item list has one for each row, because each row is a question in every figure."""

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
    """Every variable in the order in which it is asked."""
    return tuple(
        variable
        for section in questionnaire.sections
        for question in section.questions
        for variable in _variables_of(section, question)
    )


def keys_of(question: Asked) -> tuple[str, ...]:
    """The keys under which a question's answers are stored; none for information."""
    if isinstance(question, Information):
        return ()
    if isinstance(question, Items):
        return tuple(f"{question.id}.{item.code}" for item in question.items)
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
    match question:
        case Information():
            return ()
        case Items():
            return tuple(
                Variable(
                    key=f"{question.id}.{item.code}",
                    question=question,
                    section=section,
                    measure="single",
                    options=question.options,
                    item=item,
                )
                for item in question.items
            )
        case One() | Scale():
            measure: Measure = "single"
            options = question.options
        case Many():
            measure, options = "many", question.options
        case Number():
            measure, options = "number", ()
        case ShortText() | LongText():
            measure, options = "text", ()
    return (Variable(key=question.id, question=question, section=section, measure=measure, options=options),)
