"""Every text of a questionnaire that somebody reads, with its place and what it is."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from survey_app.questionnaire.definition import Asked, Information, Number, Option, Questionnaire, Rewording, Section
from survey_app.questionnaire.faults import Spot
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
    """One text: where it stands, what it is, its words."""

    spot: Spot
    part: Part
    words: str


def texts(questionnaire: Questionnaire) -> Iterator[Text]:
    """Every text that is shown. One that may be left out comes only where it is written."""
    yield Text(Spot(), Part.TITLE, questionnaire.title)
    start = questionnaire.start
    for words in (*start.about, *start.privacy, *start.other_ways, *start.last_time, *questionnaire.thanks.next):
        yield Text(Spot(), Part.FRONT, words)
    for section in questionnaire.sections:
        yield from _section_texts(section)


def _section_texts(section: Section) -> Iterator[Text]:
    spot = Spot(section.id)
    yield from _optional(spot, Part.TITLE, section.title)
    yield from _optional(spot, Part.HEADING, section.heading)
    for words in section.text:
        yield Text(spot, Part.FRONT, words)
    if section.ends:
        yield Text(spot, Part.TITLE, section.ends.title)
        for words in section.ends.text:
            yield Text(spot, Part.FRONT, words)
    for question in section.questions:
        yield from question_texts(Spot(section.id, question.id), question)


def question_texts(spot: Spot, question: Asked) -> Iterator[Text]:
    """The texts of one question, its rewordings included."""
    hint = Part.PARAGRAPHS if isinstance(question, Information) else Part.HINT
    yield Text(spot, Part.LABEL, question.label)
    yield from _optional(spot, hint, question.hint)
    yield from _optional(spot, Part.NEEDED, question.needed)
    if isinstance(question, Number):
        yield from _optional(spot, Part.UNIT, question.unit)
    for option in options_of(question):
        yield from _option_texts(spot.at(option.code), option)
    for item in items_of(question):
        yield Text(spot.at(item.code), Part.ITEM, item.label)
        yield from _optional(spot.at(item.code), Part.OFFICIAL, item.official)
    for rewording in question.rewordings:
        yield from _rewording_texts(spot, hint, rewording)


def _option_texts(spot: Spot, option: Option) -> Iterator[Text]:
    yield Text(spot, Part.OPTION, option.label)
    yield from _optional(spot, Part.OPTION_HINT, option.hint)
    yield from _optional(spot, Part.DETAIL, option.detail)
    yield from _optional(spot, Part.HEADING, option.heading)
    yield from _optional(spot, Part.OFFICIAL, option.official)


def _rewording_texts(spot: Spot, hint: Part, rewording: Rewording) -> Iterator[Text]:
    yield from _optional(spot, Part.LABEL, rewording.label)
    yield from _optional(spot, hint, rewording.hint)
    yield from _optional(spot, Part.NEEDED, rewording.needed)
    for code, words in rewording.options.items():
        yield Text(spot.at(code), Part.OPTION, words)
    for code, words in rewording.items.items():
        yield Text(spot.at(code), Part.ITEM, words)


def _optional(spot: Spot, part: Part, words: str) -> Iterator[Text]:
    if words:
        yield Text(spot, part, words)
