"""Reading boxes one by one: fields as a page would have sent them, marks, and what is odd about each alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import LongText, Many, Option, Role, ShortText
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.reading import DETAIL_LIMIT, read
from survey_app.respond.assisted.boxes import Box, BoxReading
from survey_app.respond.assisted.reading_area import read_area
from survey_app.respond.assisted.reading_day import read_day
from survey_app.respond.assisted.reading_order import read_order
from survey_app.respond.assisted.typed import COUNTS_AS_M, NOT_NUMBERS, Mark, mark_in, numbers_in, outside_words
from survey_app.web.tongues import ENGLISH

Typed: TypeAlias = Mapping[str, str]
"""What was keyed, by the key of its box."""


class Oddity(Struct, frozen=True):
    """Something to look at again: the box it is in, and what is odd. It never stops a form from being saved."""

    key: str
    words: str


def read_boxes(boxes: Iterable[Box], typed: Typed) -> tuple[BoxReading, ...]:
    """Every box that holds anything."""
    return tuple(read_box(box, text) for box in boxes if (text := typed.get(box.key, "").strip()))


def read_box(box: Box, text: str) -> BoxReading:
    """One box that holds something."""
    match box.holds:
        case "one":
            return _one(box, text)
        case "many":
            return _many(box, text)
        case "ranking":
            return read_order(box, text)
        case "area":
            return read_area(box, text)
        case "number":
            return _number(box, text)
        case "date":
            return read_day(box, text)
        case "text" | "long" | "detail":
            return _words(box, text)


def _one(box: Box, text: str) -> BoxReading:
    found = _numbered(box, text)
    if found.mark is not None:
        return found
    if len(found.codes) > 1:
        return replace(found, mark=Mark.SEVERAL, odd=f"Several numbers where one answer is asked. {COUNTS_AS_M}")
    return replace(found, mark=Mark.UNUSABLE) if found.odd else replace(found, fields={box.key: found.codes})


def _many(box: Box, text: str) -> BoxReading:
    found = _numbered(box, text)
    if found.mark is not None:
        meant = found.mark is Mark.SEVERAL and not found.odd
        odd = "m is for a question with one answer. Here, type the number of each mark." if meant else found.odd
        return replace(found, odd=odd)
    if not found.codes:
        return replace(found, mark=Mark.UNUSABLE)
    ticked = [option for option in box.options if option.code in found.codes]
    odd = _contradicts(box, ticked)
    return replace(found, mark=Mark.SEVERAL, odd=odd) if odd else replace(found, fields={box.key: found.codes})


def _numbered(box: Box, text: str) -> BoxReading:
    """The options behind the numbers of a box. Those outside the list are odd, and so is what is no number."""
    mark = mark_in(text)
    if mark is not None:
        return BoxReading(box, mark=mark)
    numbers = numbers_in(text)
    if numbers is None:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=NOT_NUMBERS)
    by_number = dict(numbered(box.options))
    codes = tuple(by_number[number].code for number in sorted(numbers) if number in by_number)
    return BoxReading(box, codes, odd=outside_words(numbers, len(box.options)))


def _contradicts(box: Box, ticked: Sequence[Option]) -> str:
    """Why ticks cannot all be meant (interaction contract, 10); empty where they can."""
    alone = next((option for option in ticked if option.exclusive), None)
    if alone is not None and len(ticked) > 1:
        return f"“{alone.label}” is marked with something else. {COUNTS_AS_M}"
    counted = sum(option.role == Role.SUBSTANTIVE for option in ticked)
    most = box.question.most if isinstance(box.question, Many) else 0
    return f"{counted} are marked, and {most} is the most. {COUNTS_AS_M}" if most and counted > most else ""


def _number(box: Box, text: str) -> BoxReading:
    mark = mark_in(text)
    if mark is not None:
        return BoxReading(box, mark=mark)
    problems = read(box.question, {box.key: (text,)}).problems
    if problems:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=ENGLISH.say(problems[0].words))
    return BoxReading(box, fields={box.key: (text,)})


def _words(box: Box, text: str) -> BoxReading:
    """Words are kept whole, however long: a page refuses what is too long, and paper cannot be asked again."""
    if mark_in(text) is Mark.UNREADABLE:
        return BoxReading(box, mark=Mark.UNREADABLE)
    limit = box.question.limit if isinstance(box.question, ShortText | LongText) else DETAIL_LIMIT
    odd = "" if len(text) <= limit else f"This is {len(text):,} characters, and {limit:,} were asked for. All are kept."
    return BoxReading(box, fields={box.key: (text[:limit],)}, odd=odd, words=text)
