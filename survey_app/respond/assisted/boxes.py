"""The whole form as boxes to key: one for each question, each row of an item list, each line for words."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Scale,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.variables import keys_of, number_of
from survey_app.respond.assisted.typed import Mark

Holds: TypeAlias = Literal["one", "many", "ranking", "area", "number", "date", "text", "long", "detail"]
"""What belongs in a box: one option number, several, several in order, an area's number or a postcode, a number, a day
or month, a line of words, several lines, or "other" words."""


class Box(Struct, frozen=True, kw_only=True):
    """One box. `key` is the name of its field; `label` the row, or what "other" words stand beside, else empty."""

    key: str
    holds: Holds
    question: Asked
    label: str = ""
    options: tuple[Option, ...] = ()
    """By number: option number n stands at place n - 1 (`questionnaire.numbering`)."""

    @property
    def numbered(self) -> bool:
        """Whether option numbers belong in it."""
        return self.holds in {"one", "many", "ranking", "area"}

    @property
    def answer(self) -> str:
        """The key of the answer with which its mark stands: of a ranking, the first place."""
        return keys_of(self.question)[0] if self.holds == "ranking" else self.key

    @property
    def name(self) -> str:
        """What it is called in a list: its question's number, with its row."""
        number = f"Question {number_of(self.question)}"
        return f"{number}, {self.label}" if self.label else number


class BoxReading(Struct, frozen=True):
    """What one box says. `codes` are the options behind its numbers, also where they cannot be used; `fields` what a
    page would have sent for it, empty for nothing; `words` are what was typed, whole."""

    box: Box
    codes: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = {}
    mark: Mark | None = None
    odd: str = ""
    words: str = ""


class FormQuestion(Struct, frozen=True):
    """One question with its boxes."""

    question: Asked
    boxes: tuple[Box, ...]


class FormSection(Struct, frozen=True):
    """Questions that stand together. `title` may be empty."""

    title: str
    part: Literal["main", "about_you"]
    questions: tuple[FormQuestion, ...]


def form_of(questionnaire: Questionnaire) -> tuple[FormSection, ...]:
    """A questionnaire's form, in the order printed. Text to read has no box, nor has a question made of buttons: on
    paper nobody presses one (`keying.read_form` works out what it was). How to reach somebody is never printed."""
    sections: list[FormSection] = []
    title = ""
    for section in questionnaire.sections:
        if section.part == "contact":
            continue
        questions = tuple(FormQuestion(each, boxes_of(each)) for each in section.questions if boxes_of(each))
        title = section.heading or title or section.title
        if questions:
            sections.append(FormSection(title, section.part, questions))
            title = ""
    return tuple(sections)


def all_boxes(questionnaire: Questionnaire) -> tuple[Box, ...]:
    """Every box of a form, in the order printed."""
    return tuple(box for section in form_of(questionnaire) for asked in section.questions for box in asked.boxes)


def boxes_of(question: Asked) -> tuple[Box, ...]:
    """The boxes of one question."""
    match question:
        case One(buttons=True) | Information() | Email() | Phone():
            return ()
        case One() | Scale():
            return (Box(key=question.id, holds="one", question=question, options=question.options), *_details(question))
        case Many():
            many = Box(key=question.id, holds="many", question=question, options=question.options)
            return (many, *_details(question))
        case Items():
            return tuple(
                Box(
                    key=f"{question.id}.{item.code}",
                    holds="one",
                    question=question,
                    label=item.label,
                    options=question.options,
                )
                for item in question.items
            )
        case Ranking():
            return (Box(key=question.id, holds="ranking", question=question, options=question.options),)
        case Postcode():
            return (Box(key=question.id, holds="area", question=question, options=question.options),)
        case Number() | Money():
            return (Box(key=question.id, holds="number", question=question),)
        case Date() | Month():
            return (Box(key=question.id, holds="date", question=question),)
        case ShortText():
            return (Box(key=question.id, holds="text", question=question),)
        case LongText():
            return (Box(key=question.id, holds="long", question=question),)


def _details(question: One | Many | Scale) -> tuple[Box, ...]:
    beside = next((option for option in question.options if option.detail), None)
    if beside is None:
        return ()
    label = f"words beside “{beside.label}”"
    return (Box(key=f"{question.id}-detail", holds="detail", question=question, label=label),)
