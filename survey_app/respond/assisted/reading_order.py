"""Reading a ranking as it is keyed: the numbers of its options in order of preference, `3 1 2`."""

from collections.abc import Sequence

from survey_app.questionnaire.definition import Ranking
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.places_given import places
from survey_app.respond.assisted.boxes import Box, BoxReading
from survey_app.respond.assisted.typed import COUNTS_AS_M, NOT_NUMBERS, Mark, mark_in, numbers_listed, outside_words


def read_order(box: Box, text: str) -> BoxReading:
    """The box of a ranking. What the list has not leaves no gap, as on the web; what is ranked beyond the places that
    are given does not count."""
    mark = mark_in(text)
    if mark is not None:
        return BoxReading(box, mark=mark)
    numbers = numbers_listed(text)
    if numbers is None:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=NOT_NUMBERS)
    by_number = dict(numbered(box.options))
    codes = tuple(by_number[number].code for number in numbers if number in by_number)
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice is not None:
        return BoxReading(box, codes, mark=Mark.SEVERAL, odd=f"{twice} stands here twice. {COUNTS_AS_M}")
    outside = outside_words(numbers, len(box.options))
    if not codes:
        return BoxReading(box, mark=Mark.UNUSABLE, odd=outside or NOT_NUMBERS)
    kept = codes[: _most(box)]
    return BoxReading(box, kept, _given(box, kept), odd=" ".join(filter(None, (outside, _too_many(codes, kept)))))


def _given(box: Box, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The place that each option was given, as the page's lists send it."""
    return {f"{box.key}.{code}": (str(place),) for place, code in enumerate(codes, start=1)}


def _too_many(codes: Sequence[str], kept: Sequence[str]) -> str:
    return f"{len(codes)} are ranked, and the first {len(kept)} count." if len(codes) > len(kept) else ""


def _most(box: Box) -> int:
    return len(places(box.question)) if isinstance(box.question, Ranking) else len(box.options)
