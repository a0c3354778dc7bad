"""Scales, numbers and lengths: scores, bounds and limits that can be kept and counted."""

from collections.abc import Iterator
from itertools import pairwise

from survey_app.questionnaire.dates import ordinal
from survey_app.questionnaire.definition import (
    Items,
    LongText,
    Number,
    One,
    Option,
    Questionnaire,
    Role,
    Scale,
    Section,
    ShortText,
)
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.reading import DETAIL_LIMIT
from survey_app.questionnaire.walking import options_of, questions_of

LONGEST_TEXT = 4000
BYTES_A_CHARACTER = 12
"""What one typed character can cost in a form: four bytes, each sent as three."""

LARGEST_PAGE = 60 * 1024
"""Bytes of typed text on one page: the limit of 64 KiB on a body less what codes and marks need."""

MOST_DECIMALS = 6


def measure_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of scores, numbers and the lengths of answers."""
    for spot, question in questions_of(questionnaire):
        match question:
            case Scale():
                yield from _scores(spot, question.options)
            case One() | Items() if any(option.score is not None for option in question.options):
                yield from _scores(spot, question.options)
                if isinstance(question, One) and question.shuffle:
                    yield spot.fault("shuffled_scale", "Options with scores are a scale. Take `shuffle` out.")
            case Number():
                yield from _bounds(spot, question)
                if not 0 <= question.decimals <= MOST_DECIMALS:
                    yield spot.fault("decimals_out_of_range", f"Use 0 to {MOST_DECIMALS} digits after the point.")
            case Money():
                yield from _bounds(spot, question)
            case Date() | Month():
                yield from _days(spot, question)
            case ShortText() | LongText() if not 1 <= question.limit <= LONGEST_TEXT:
                yield spot.fault("limit_out_of_range", f"A text may be 1 to {LONGEST_TEXT} characters. Change `limit`.")
    for section in questionnaire.sections:
        if _most_bytes(section) > LARGEST_PAGE:
            yield Spot(section.id).fault("page_over_body_limit", "So much text cannot be sent at once. Split the page.")


def _scores(spot: Spot, options: tuple[Option, ...]) -> Iterator[Fault]:
    for option in options:
        if option.role is Role.SUBSTANTIVE and option.score is None:
            yield spot.at(option.code).fault("missing_score", "Give every point of the scale a score, or another role.")
        if option.role is not Role.SUBSTANTIVE and option.score is not None:
            yield spot.at(option.code).fault("score_on_no_answer", f"A {option.role} has no score. Take it out.")
    scores = [option.score for option in options if option.score is not None]
    rises = {second > first if second != first else None for first, second in pairwise(scores)}
    if len(rises) > 1 or None in rises:
        yield spot.fault("scores_not_in_order", "Scores must only rise or only fall from one point to the next.")
    points = [option for option in options if option.score is not None]
    for option in options:
        if option.middle and (len(points) % 2 == 0 or option != points[len(points) // 2]):
            yield spot.at(option.code).fault(
                "middle_not_in_the_middle", "As many points must stand on each side of it."
            )


def _bounds(spot: Spot, question: Number | Money) -> Iterator[Fault]:
    if question.low >= question.high:
        yield spot.fault("low_above_high", f"{question.low:g} is not under {question.high:g}. Change `low` or `high`.")
    if any(second <= first for first, second in pairwise(question.bins)):
        yield spot.fault("bins_not_ascending", "Write each bin's lower edge above the one before.")
    if any(not question.low <= edge <= question.high for edge in question.bins):
        yield spot.fault("bin_outside_bounds", f"Keep bins between {question.low:g} and {question.high:g}.")


def _days(spot: Spot, question: Date | Month) -> Iterator[Fault]:
    wanted = "2026-05-14" if isinstance(question, Date) else "2026-05"
    bounds = (question.earliest, question.latest)
    for iso in (*bounds, *question.bins):
        if ordinal(iso) is None or len(iso) > len(wanted) or (iso in bounds and len(iso) != len(wanted)):
            yield spot.fault("bad_date", f"{iso} is no date. Write it as {wanted}.")
            return
    low, high, *bins = (ordinal(iso) or 0 for iso in (*bounds, *question.bins))
    if low >= high:
        yield spot.fault("low_above_high", f"{bounds[0]} is not before {bounds[1]}. Change `earliest` or `latest`.")
    if any(second <= first for first, second in pairwise(bins)):
        yield spot.fault("bins_not_ascending", "Write each bin's first day after the one before.")
    if any(not low <= day <= high for day in bins):
        yield spot.fault("bin_outside_bounds", f"Keep bins between {bounds[0]} and {bounds[1]}.")


def _most_bytes(section: Section) -> int:
    """What the text that a page has room for can cost when it is sent."""
    limits = [question.limit for question in section.questions if isinstance(question, ShortText | LongText)]
    details = [DETAIL_LIMIT for question in section.questions for option in options_of(question) if option.detail]
    return BYTES_A_CHARACTER * sum(limits + details)
