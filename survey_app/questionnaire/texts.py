"""Every text of a questionnaire that somebody reads, with its place and what it is."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.definition import Asked, Information, Number, Option, Questionnaire, Section
from survey_app.questionnaire.faults import Spot
from survey_app.questionnaire.question import Rewording
from survey_app.questionnaire.walking import items_of, options_of


class Part(StrEnum):
    """What a text is, in the words that a fault uses."""

    TITLE = "title"
    LABEL = "label"
    HINT = "hint"
    PARAGRAPHS = "text"
    OPTION = "option's label"
    OPTION_HINT = "option's hint"
    DETAIL = "text box's label"
    HEADING = "heading"
    ITEM = "row's label"
    OFFICIAL = "official title"
    NEEDED = "words for a missing answer"
    UNIT = "unit"
    FRONT = "paragraph"


class Text(Struct, frozen=True):
    """One text: where it stands, what it is, its words.

    `place` is where a wording gives its own words for it, `questions.R04.options.never`; empty where none can.
    """

    spot: Spot
    part: Part
    words: str
    place: str = ""


def texts(questionnaire: Questionnaire) -> Iterator[Text]:
    """Every text that is shown. One that may be left out comes only where it is written."""
    yield Text(Spot(), Part.TITLE, questionnaire.title, "title")
    start = questionnaire.start
    yield from _paragraphs(Spot(), start.about, "start.about")
    yield from _paragraphs(Spot(), start.privacy, "start.privacy")
    yield from _paragraphs(Spot(), start.other_ways, "start.other_ways")
    yield from _paragraphs(Spot(), start.last_time, "start.last_time")
    yield from _paragraphs(Spot(), questionnaire.thanks.next, "thanks.next")
    if questionnaire.contact is not None:
        yield from _contact_texts(questionnaire.contact)
    for section in questionnaire.sections:
        yield from _section_texts(section)


def _contact_texts(form: ContactForm) -> Iterator[Text]:
    yield from _paragraphs(Spot(), form.why, "contact.why")
    for purpose in form.purposes:
        yield Text(Spot(), Part.OPTION, purpose.label, f"contact.purposes.{purpose.code}")


def _section_texts(section: Section) -> Iterator[Text]:
    spot, place = Spot(section.id), f"sections.{section.id}"
    yield from _optional(spot, Part.TITLE, section.title, f"{place}.title")
    yield from _optional(spot, Part.HEADING, section.heading, f"{place}.heading")
    yield from _paragraphs(spot, section.text, f"{place}.text")
    if section.ends:
        yield Text(spot, Part.TITLE, section.ends.title, f"{place}.ends.title")
        yield from _paragraphs(spot, section.ends.text, f"{place}.ends.text")
    for question in section.questions:
        yield from question_texts(Spot(section.id, question.id), question)


def question_texts(spot: Spot, question: Asked) -> Iterator[Text]:
    """The texts of one question, its rewordings included."""
    hint = Part.PARAGRAPHS if isinstance(question, Information) else Part.HINT
    place = f"questions.{question.id}"
    yield Text(spot, Part.LABEL, question.label, f"{place}.label")
    yield from _optional(spot, hint, question.hint, f"{place}.hint")
    yield from _optional(spot, Part.NEEDED, question.needed, f"{place}.needed")
    if isinstance(question, Number):
        yield from _optional(spot, Part.UNIT, question.unit, f"{place}.unit")
    for option in options_of(question):
        yield from _option_texts(spot.at(option.code), option, place)
    for item in items_of(question):
        yield Text(spot.at(item.code), Part.ITEM, item.label, f"{place}.items.{item.code}")
        yield from _optional(spot.at(item.code), Part.OFFICIAL, item.official, "")
    for number, rewording in enumerate(question.rewordings):
        yield from _rewording_texts(spot, hint, rewording, f"{place}.rewordings.{number}")


def _option_texts(spot: Spot, option: Option, place: str) -> Iterator[Text]:
    yield Text(spot, Part.OPTION, option.label, f"{place}.options.{option.code}")
    yield from _optional(spot, Part.OPTION_HINT, option.hint, f"{place}.hints.{option.code}")
    yield from _optional(spot, Part.DETAIL, option.detail, f"{place}.details.{option.code}")
    yield from _optional(spot, Part.HEADING, option.heading, f"{place}.headings.{option.code}")
    yield from _optional(spot, Part.OFFICIAL, option.official, "")


def _rewording_texts(spot: Spot, hint: Part, rewording: Rewording, place: str) -> Iterator[Text]:
    yield from _optional(spot, Part.LABEL, rewording.label, f"{place}.label")
    yield from _optional(spot, hint, rewording.hint, f"{place}.hint")
    yield from _optional(spot, Part.NEEDED, rewording.needed, f"{place}.needed")
    for code, words in rewording.options.items():
        yield Text(spot.at(code), Part.OPTION, words, f"{place}.options.{code}")
    for code, words in rewording.items.items():
        yield Text(spot.at(code), Part.ITEM, words, f"{place}.items.{code}")


def _paragraphs(spot: Spot, paragraphs: tuple[str, ...], place: str) -> Iterator[Text]:
    for number, words in enumerate(paragraphs):
        yield Text(spot, Part.FRONT, words, f"{place}.{number}")


def _optional(spot: Spot, part: Part, words: str, place: str) -> Iterator[Text]:
    if words:
        yield Text(spot, part, words, place)
