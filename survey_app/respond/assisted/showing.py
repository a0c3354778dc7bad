"""From a form's boxes to what the keying page shows: numbers with their words, and after [Check] what they mean."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from survey_app.questionnaire.dates import date_words
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.reading import read
from survey_app.questionnaire.variables import FIFTHS, number_of
from survey_app.respond.assisted.box_reading import Typed
from survey_app.respond.assisted.boxes import Box, BoxReading, FormQuestion, all_boxes, form_of
from survey_app.respond.assisted.contexts import OddLine, ShownBox, ShownForm, ShownPart
from survey_app.respond.assisted.keying import Keyed
from survey_app.respond.assisted.reading_area import fifth_in
from survey_app.respond.assisted.typed import WORDS
from survey_app.web.tongues import ENGLISH

ABOUT_YOU = "About you"
"""What stands before the number of a question about the person: those are numbered anew."""


def shown_parts(
    questionnaire: Questionnaire, typed: Typed, keyed: Keyed | None = None, *, about_you: bool = True
) -> tuple[ShownPart, ...]:
    """The whole form with what was typed; `keyed` after [Check] alone. Questions about the person may be left out."""
    readings = {} if keyed is None else {each.box.key: each for each in keyed.readings}
    odd: dict[str, list[str]] = defaultdict(list)
    for each in () if keyed is None else keyed.oddities:
        odd[each.key].append(each.words)
    return tuple(
        ShownPart(section.title, tuple(_question(asked, typed, readings, odd) for asked in section.questions))
        for section in form_of(questionnaire)
        if about_you or section.part == "main"
    )


def odd_lines(questionnaire: Questionnaire, keyed: Keyed) -> tuple[OddLine, ...]:
    """What to look at again, in the order of the form."""
    boxes = {box.key: box for box in all_boxes(questionnaire)}
    about_you = {
        asked.question.id for part in form_of(questionnaire) if part.part == "about_you" for asked in part.questions
    }
    return tuple(
        OddLine(each.key, name_of(boxes[each.key], about_you), each.words)
        for each in keyed.oddities
        if each.key in boxes
    )


def name_of(box: Box, about_you: set[str]) -> str:
    """What a box is called in a list."""
    return f"{ABOUT_YOU}, {box.name[:1].lower()}{box.name[1:]}" if box.question.id in about_you else box.name


def meaning(reading: BoxReading) -> str:
    """What a box says in words: the labels behind its numbers, or its mark."""
    if reading.mark is not None and not reading.codes:
        return WORDS[reading.mark]
    if reading.box.holds == "ranking":
        labels = {option.code: option.label for option in reading.box.options}
        return "; ".join(f"{place}. {labels[code]}" for place, code in enumerate(reading.codes, start=1))
    if reading.box.holds == "date":
        return ENGLISH.say(date_words(str(read(reading.box.question, reading.fields).answers[reading.box.key])))
    labels_of = [option.label for _, option in numbered(reading.box.options) if option.code in reading.codes]
    return "; ".join((*labels_of, *(fifth.label for fifth in FIFTHS if fifth.code == fifth_in(reading))))


def _question(
    asked: FormQuestion, typed: Typed, readings: Mapping[str, BoxReading], odd: Mapping[str, Sequence[str]]
) -> ShownForm:
    question, options = asked.question, asked.boxes[0].options
    return ShownForm(
        id=question.id,
        number=number_of(question),
        label=question.label,
        options=tuple((number, option.label) for number, option in numbered(options)),
        boxes=tuple(
            ShownBox(
                key=box.key,
                holds=box.holds,
                label=box.label if box.holds != "detail" else f"{box.label[:1].upper()}{box.label[1:]}",
                typed=typed.get(box.key, ""),
                reads=meaning(readings[box.key]) if box.key in readings else "",
                odd=tuple(odd.get(box.key, ())),
            )
            for box in asked.boxes
        ),
    )
