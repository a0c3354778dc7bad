"""Reading an area as it is keyed: its number, or a postcode that gives way to area and fifth at once."""

import re
from collections.abc import Iterable
from typing import Final

from survey_app.questionnaire.areas import Areas
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.postcodes import plain_postcode
from survey_app.questionnaire.reading_postcodes import FOUND
from survey_app.questionnaire.variables import FIFTH, FIFTHS
from survey_app.respond.assisted.boxes import Box, BoxReading
from survey_app.respond.assisted.typed import (
    COUNTS_AS_M,
    NOT_NUMBERS,
    Mark,
    mark_in,
    numbers_in,
    outside_words,
    plain_digits,
)

PLACED: Final = re.compile(rf"\s*(\d+)\s+{FIFTH}\s+([1-{len(FIFTHS)}])\s*", re.IGNORECASE)
"""What stands in the box instead of a postcode that was found: `3 fifth 2`."""

NOT_KEPT: Final = "?"
"""What a sheet keeps of a postcode that was not found, and of whatever else is neither a number nor a mark."""

UNKNOWN: Final = "This postcode is not known. Check it, or type the number of the area. Saved as it is, it is not kept."
UNPLACED: Final = "A postcode that was not known. It was not kept."
NOT_AN_AREA: Final = "This is neither the number of an area, nor a postcode, nor r. It is not kept."


def read_area(box: Box, text: str) -> BoxReading:
    """The box of an area, in which `placed` has looked up what can be."""
    mark = mark_in(text)
    if mark is not None:
        return BoxReading(box, mark=mark)
    known = PLACED.fullmatch(plain_digits(text))
    numbers = numbers_in(known[1] if known else text)
    if numbers is None:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=_why(text))
    by_number = dict(numbered(box.options))
    codes = tuple(by_number[number].code for number in numbers if number in by_number)
    if len(numbers) > 1:
        return BoxReading(box, codes, mark=Mark.SEVERAL, odd=f"Several areas. {COUNTS_AS_M}")
    if not codes:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=outside_words(numbers, len(box.options)) or NOT_NUMBERS)
    return BoxReading(box, codes, {f"{box.key}{FOUND}": (*codes, known[2] if known else "")})


def fifth_in(reading: BoxReading) -> str:
    """The code of the fifth that a box says; empty where it says none."""
    return next((each[1] for each in reading.fields.values() if len(each) > 1), "") if _is_area(reading.box) else ""


def placed(boxes: Iterable[Box], typed: dict[str, str], areas: Areas) -> dict[str, str]:
    """What was typed, each postcode that is found replaced by the number of its area and its fifth."""
    return typed | {
        box.key: found for box in boxes if _is_area(box) and (found := _place(box, typed.get(box.key, ""), areas))
    }


def without_postcodes(boxes: Iterable[Box], typed: dict[str, str]) -> dict[str, str]:
    """The same as a sheet may keep it: what `placed` has left and is neither number nor mark is there no longer."""
    left = (box.key for box in boxes if _is_area(box) and typed.get(box.key) and not _kept(typed[box.key]))
    return typed | dict.fromkeys(left, NOT_KEPT)


def _place(box: Box, text: str, areas: Areas) -> str:
    found = areas.find(text) if text else None
    if found is None:
        return ""
    code = found.code or next((option.code for option in box.options if option.outside), "")
    number = next((number for number, option in numbered(box.options) if option.code == code), 0)
    if not number:
        return NOT_KEPT
    return f"{number} {FIFTH} {found.fifth}" if found.fifth else str(number)


def _kept(text: str) -> bool:
    plain = plain_digits(text)
    return mark_in(text) is not None or PLACED.fullmatch(plain) is not None or numbers_in(text) is not None


def _why(text: str) -> str:
    if text == NOT_KEPT:
        return UNPLACED
    return UNKNOWN if plain_postcode(text) else NOT_AN_AREA


def _is_area(box: Box) -> bool:
    return box.holds == "area"
