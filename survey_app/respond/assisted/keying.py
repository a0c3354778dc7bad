"""From a whole form as it was keyed to answers: the route recomputed, marks, and what to look at again."""

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from survey_app.questionnaire.conditions import Circumstances, Value, questions_in
from survey_app.questionnaire.definition import One, Questionnaire
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import questions_of
from survey_app.respond.assisted.box_reading import Oddity, Typed, read_boxes
from survey_app.respond.assisted.boxes import Box, BoxReading, all_boxes
from survey_app.respond.assisted.typed import Mark
from survey_app.respond.journey import Draft, Journey, walk

MARKED = "-keyed"
"""The sub-key that holds a mark. It stands beside its answer, which is null: `R04-keyed`."""

OFF_ROUTE = "Not asked after the answers before, so it does not count."
NEEDED = "An answer is needed here, and the box is empty."
NOT_OFFERED = "This option is not offered after the answers before, so it does not count."
ENDS = "This answer ends the survey, so nothing of this form is kept."


class Keyed(Struct, frozen=True, kw_only=True):
    """A form as it was keyed. `answers` are what a response stores, `off_route` the boxes that do not count because
    earlier answers lead past them. `ends` is whether an answer ends the survey, so that nothing may be kept."""

    answers: dict[str, Value]
    oddities: tuple[Oddity, ...]
    off_route: tuple[str, ...]
    ends: bool
    readings: tuple[BoxReading, ...]


def read_form(questionnaire: Questionnaire, typed: Typed, circumstances: Circumstances) -> Keyed:
    """Read a whole form; nothing is refused. An empty box is blank, and what cannot be an answer is not answered."""
    boxes = all_boxes(questionnaire)
    readings = read_boxes(boxes, typed)
    marks = {each.box.answer: each.mark for each in readings if each.mark is not None}
    journey = _route(questionnaire, readings, circumstances)
    ends = ending_cause(journey)
    off_route = () if ends else tuple(each.box.key for each in readings if asked_by(each.box) not in journey.answers)
    counted = [each for each in readings if each.box.key not in off_route]
    left_out = () if ends else tuple(_not_offered(counted, journey))
    marks |= {box.answer: Mark.UNUSABLE for box in left_out if journey.answers[box.answer] is None}
    odd = [Oddity(each.box.key, each.odd) for each in readings if each.odd]
    odd += [Oddity(key, OFF_ROUTE) for key in off_route] + [Oddity(box.key, NOT_OFFERED) for box in left_out]
    odd += [Oddity(ends, ENDS)] if ends else [Oddity(key, NEEDED) for key in _missing(boxes, typed, journey)]
    places = {box.key: place for place, box in enumerate(boxes)}
    return Keyed(
        answers=_answers(journey, counted, marks),
        oddities=tuple(sorted(odd, key=lambda each: places.get(each.key, -1))),
        off_route=off_route,
        ends=bool(ends),
        readings=readings,
    )


def ending_cause(journey: Journey) -> str:
    """The box whose answer ends the survey; empty where none does."""
    last = journey.steps[-1].section if journey.steps else None
    return next(questions_in(last.when), "") if last is not None and last.ends is not None else ""


def asked_by(box: Box) -> str:
    """The key under which a box's question is asked: "other" words belong to the question above them."""
    return box.question.id if box.holds == "detail" else box.answer


def _route(questionnaire: Questionnaire, readings: Sequence[BoxReading], circumstances: Circumstances) -> Journey:
    """The journey of what was keyed. Buttons that nobody presses on paper are taken as they fit best: as pressed where
    that brings in what was filled in, as left alone where nothing was."""
    fields = dict(_fields(readings))
    buttons = [each for _, each in questions_of(questionnaire) if isinstance(each, One) and each.buttons]
    pressed = product(*([(), *((option.code,) for option in each.options)] for each in buttons))
    passed = {section.id: "passed" for section in questionnaire.sections}
    best: tuple[int, Journey] | None = None
    for codes in pressed:
        chosen = {each.id: code for each, code in zip(buttons, codes, strict=True) if code}
        draft = Draft(sections=dict.fromkeys(passed, "passed"), fields={**fields, **chosen})
        journey = walk(questionnaire, draft, circumstances)
        lost = sum(asked_by(each.box) not in journey.answers for each in readings)
        if best is None or lost < best[0]:
            best = (lost, journey)
    if best is None:
        raise LookupError("there is always one way of pressing no button")
    return best[1]


def _fields(readings: Sequence[BoxReading]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a page would have sent. Words beside a question that has a mark select nothing."""
    marked = {each.box.answer for each in readings if each.mark is not None}
    for each in readings:
        if asked_by(each.box) not in marked:
            yield from each.fields.items()


def _not_offered(readings: Sequence[BoxReading], journey: Journey) -> Iterator[Box]:
    """Boxes with an option that earlier answers take away, though their question is asked."""
    for each in readings:
        if each.box.numbered and each.fields and not set(each.codes) <= set(_stored(each.box, journey)):
            yield each.box


def _stored(box: Box, journey: Journey) -> Iterator[Value]:
    """The codes that the answers of a box hold."""
    for key in keys_of(box.question) if box.holds == "ranking" else (box.key,):
        value = journey.answers.get(key)
        yield from value if isinstance(value, tuple) else (value,)


def _missing(boxes: Sequence[Box], typed: Typed, journey: Journey) -> Iterator[str]:
    """Boxes of needed questions that are asked and hold nothing."""
    for box in boxes:
        unanswered = box.answer in journey.answers and journey.answers[box.answer] is None
        if box.question.needed and unanswered and not typed.get(box.key, "").strip():
            yield box.key


def _answers(journey: Journey, counted: Sequence[BoxReading], marks: dict[str, Mark]) -> dict[str, Value]:
    """What is stored: the journey's answers, words in full, and each mark beside its answer that is null."""
    answers = dict(journey.answers)
    for each in counted:
        key, asked = each.box.key, asked_by(each.box)
        if not each.words:
            continue
        if each.box.holds == "detail" and key not in answers:
            key = f"{asked}-comment"
        answers[key] = each.words
    stored = {key: mark for key, mark in marks.items() if key in answers and answers[key] is None}
    return {**answers, **{f"{key}{MARKED}": mark.value for key, mark in stored.items()}}
