"""Reading a day or a month as it is keyed in one box: `5 3 1961`, `05/03/1961`, `05031961`, `5 March 1961`."""

import re
from collections.abc import Sequence
from typing import Final

from survey_app.questionnaire.kinds_measured import Date, Month
from survey_app.questionnaire.reading import read
from survey_app.questionnaire.reading_dates import parts_of
from survey_app.respond.assisted.boxes import Box, BoxReading
from survey_app.respond.assisted.typed import Mark, mark_in, plain_digits
from survey_app.web.tongues import ENGLISH

BETWEEN: Final = re.compile(r"[\s,;./\\\u2010-\u2015\u2212\u060c-]+")
"""What may stand between the parts: white space, points, strokes, dashes and commas."""

TOGETHER: Final = {3: re.compile(r"(\d\d)(\d\d)(\d\d|\d{4})"), 2: re.compile(r"(\d\d)(\d{4})")}
"""The cells of a printed form in one run, by how many parts they are: of a day also with a year of two digits, which
is then named as what is wrong."""

YEAR: Final = re.compile(r"\d{4}")

HOW: Final = {
    Date: "Type the day, the month and the year, like 5 3 1961.",
    Month: "Type the month and the year, like 3 1961.",
}


def read_day(box: Box, text: str) -> BoxReading:
    """The box of a date or of a month. A year of two digits is refused as on the web: it could be of either century,
    and what the paper leaves open is not for a keyer to settle."""
    mark = mark_in(text)
    if mark is not None:
        return BoxReading(box, mark=mark)
    if not isinstance(box.question, Date | Month):
        raise TypeError(f"{box.key} asks for no day and no month")
    names = parts_of(box.question)
    parts = _parts(text, names)
    if parts is None:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=HOW[type(box.question)])
    fields = {f"{box.key}.{name}": (part,) for name, part in parts.items()}
    problems = read(box.question, fields).problems
    if problems:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=ENGLISH.say(problems[0].words))
    return BoxReading(box, fields=fields)


def _parts(text: str, names: Sequence[str]) -> dict[str, str] | None:
    """What was typed, by the part that it is; None where there is more than a date has, or nothing of one."""
    typed = [part for part in BETWEEN.split(plain_digits(text)) if part]
    run = TOGETHER[len(names)].fullmatch(typed[0]) if len(typed) == 1 else None
    typed = typed if run is None else list(run.groups())
    if not typed or len(typed) > len(names):
        return None
    return dict(zip(names, _in_their_places(typed, len(names)), strict=True))


def _in_their_places(typed: Sequence[str], count: int) -> tuple[str, ...]:
    """The parts as day, month and year, empty where one is missing: four digits are the year, first or last."""
    if YEAR.fullmatch(typed[0]):
        rest = (*reversed(typed[1:]), typed[0])
    elif YEAR.fullmatch(typed[-1]) or len(typed) == count:
        rest = tuple(typed)
    else:
        return (*typed, *("" for _ in range(count - len(typed))))
    return (*("" for _ in range(count - len(rest))), *rest)
