"""Reading what was typed: for each kind of question, form fields become answers or problems."""

from collections.abc import Sequence

from msgspec.structs import replace

from survey_app.questionnaire.aloud import ManyAloud, as_ticked, none_meant, pair_fields, words_beside_no
from survey_app.questionnaire.conditions import Value
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
    Ranking,
    Role,
    Scale,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.problems import (
    Problem,
    exclusive_mixed,
    not_between,
    not_clear,
    not_one,
    not_whole,
    point_needed,
    row_left_out,
    row_not_one,
    too_few,
    too_long,
    too_many,
)
from survey_app.questionnaire.reading_contact import read_contact
from survey_app.questionnaire.reading_dates import parts_of, read_date
from survey_app.questionnaire.reading_money import read_money
from survey_app.questionnaire.reading_postcodes import found_field, read_postcode
from survey_app.questionnaire.reading_rankings import read_ranking
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in
from survey_app.questionnaire.typed_numbers import DIGITS, typed_number, unclear_number
from survey_app.questionnaire.unclear import marks, unclear_field
from survey_app.questionnaire.variables import keys_of

DETAIL_LIMIT = 200
"""Characters of an "other" detail: enough for a sentence, too little for a story about somebody."""


def field_names(question: Asked) -> tuple[str, ...]:
    """The names of the form fields that a question's page may send."""
    return (*_boxes(question), *unclear_field(question))


def _boxes(question: Asked) -> tuple[str, ...]:
    if isinstance(question, Date | Month):
        return tuple(f"{question.id}.{part}" for part in parts_of(question))
    if isinstance(question, Postcode):
        return (question.id, found_field(question))
    if isinstance(question, Ranking):
        return tuple(f"{question.id}.{option.code}" for option in question.options)
    names = (question.id,) if isinstance(question, Email | Phone) else keys_of(question)
    names += pair_fields(question) if isinstance(question, ManyAloud) else ()
    if isinstance(question, One | Many) and any(option.detail for option in question.options):
        return (*names, f"{question.id}-detail")
    return names


def blank(question: Asked) -> dict[str, Value]:
    """The answers of somebody who was asked and did not answer."""
    return dict.fromkeys(keys_of(question))


def read(question: Asked, fields: Fields) -> Reading:
    """Read one question. Its options must be those offered: a code that is not offered is no answer."""
    reading = _read(question, fields)
    unclear = marks(question, fields)
    return replace(reading, answers=reading.answers | unclear) if unclear else reading


def _read(question: Asked, fields: Fields) -> Reading:
    match question:
        case One():
            return _read_one(question, fields)
        case ManyAloud():
            return _read_aloud(question, fields)
        case Many():
            return _read_many(question, fields)
        case Scale():
            return _read_scale(question, fields)
        case Postcode():
            return read_postcode(question, fields)
        case Ranking():
            return read_ranking(question, fields)
        case Items():
            return _read_items(question, fields)
        case ShortText() | LongText():
            return _read_text(question, fields)
        case Number():
            return _read_number(question, fields)
        case Money():
            return read_money(question, fields)
        case Date() | Month():
            return read_date(question, fields)
        case Email() | Phone():
            return read_contact(question, fields)
        case Information():
            return Reading({})


def _read_one(question: One, fields: Fields) -> Reading:
    chosen, problem = _single(question.id, question.options, fields)
    answers: dict[str, Value] = {question.id: chosen}
    detail = typed_in(fields, f"{question.id}-detail")
    other = next((option for option in question.options if option.detail), None)
    if detail and other is not None:
        if chosen is None and problem is None:
            chosen = answers[question.id] = other.code
        answers[f"{question.id}-{'detail' if chosen == other.code else 'comment'}"] = detail
    problems = _long(f"{question.id}-detail", detail, DETAIL_LIMIT)
    if problem is not None:
        problems = (problem, *problems)
    elif chosen is None and question.needed:
        problems = (Problem(question.id, question.needed), *problems)
    return Reading(answers, problems)


def _read_scale(question: Scale, fields: Fields) -> Reading:
    chosen, problem = _single(question.id, question.options, fields)
    if problem is None and chosen is None and question.needed:
        problem = Problem(question.id, question.needed)
    return Reading({question.id: chosen}, () if problem is None else (problem,))


def _read_items(question: Items, fields: Fields) -> Reading:
    answers: dict[str, Value] = {}
    problems: list[Problem] = []
    for item in question.items:
        key = f"{question.id}.{item.code}"
        answers[key], problem = _single(key, question.options, fields)
        if problem is not None:
            problems.append(Problem(key, row_not_one(item.label)))
        elif answers[key] is None and question.needed:
            problems.append(Problem(key, row_left_out(item.label)))
    return Reading(answers, tuple(problems))


def _read_many(question: Many, fields: Fields) -> Reading:
    sent = set(fields.get(question.id, ()))
    ticked = [option for option in question.options if option.code in sent]
    detail = typed_in(fields, f"{question.id}-detail")
    other = next((option for option in question.options if option.detail), None)
    extra: dict[str, Value] = {}
    if detail and other is not None:
        if other not in ticked and not any(option.exclusive for option in ticked):
            ticked = [option for option in question.options if option in ticked or option is other]
        extra[f"{question.id}-{'detail' if other in ticked else 'comment'}"] = detail
    answers: dict[str, Value] = {question.id: tuple(option.code for option in ticked) or None, **extra}
    problems = (*_many_problems(question, ticked), *_long(f"{question.id}-detail", detail, DETAIL_LIMIT))
    return Reading(answers, problems)


def _read_aloud(question: ManyAloud, fields: Fields) -> Reading:
    reading = _read_many(question, as_ticked(question, fields))
    comment, proposal = words_beside_no(question, fields), none_meant(question, fields)
    answers = reading.answers | ({f"{question.id}-comment": comment} if comment else {})
    problems = reading.problems if not proposal else (Problem(question.id, proposal),)
    return Reading(answers, (*problems, *_long(f"{question.id}-detail", comment, DETAIL_LIMIT)))


def _many_problems(question: Many, ticked: Sequence[Option]) -> tuple[Problem, ...]:
    if not ticked:
        return (Problem(question.id, question.needed),) if question.needed else ()
    alone = next((option for option in ticked if option.exclusive), None)
    if alone is not None and len(ticked) > 1:
        return (Problem(question.id, exclusive_mixed(alone.label)),)
    counted = sum(option.role == Role.SUBSTANTIVE for option in ticked)
    if question.most and counted > question.most:
        return (Problem(question.id, too_many(counted, question.most)),)
    if question.least and not alone and counted < question.least:
        return (Problem(question.id, too_few(counted, question.least)),)
    return ()


def _read_text(question: ShortText | LongText, fields: Fields) -> Reading:
    text = typed_in(fields, question.id)
    problems = _long(question.id, text, question.limit)
    if not text and question.needed:
        problems = (Problem(question.id, question.needed),)
    return Reading({question.id: text or None}, problems)


def _read_number(question: Number, fields: Fields) -> Reading:
    text = typed_in(fields, question.id)
    if not text:
        problems = (Problem(question.id, question.needed),) if question.needed else ()
        return Reading({question.id: None}, problems)
    number = typed_number(text, question.decimals)
    if number is None or not question.low <= number <= question.high:
        return Reading({question.id: None}, (Problem(question.id, _number_words(question, text, number)),))
    return Reading({question.id: number})


def _number_words(question: Number, text: str, number: float | None) -> Phrase:
    """Why what was typed is no answer: outside the bounds, not clear, not whole, or no number at all."""
    low, high = _plain(question.low), _plain(question.high)
    unclear = unclear_number(text) if number is None else ""
    if unclear and question.decimals:
        return not_clear(unclear, point_needed(low, high))
    if unclear:
        return not_clear(unclear, not_whole(low, high))
    broken = number is None and not question.decimals and typed_number(text, DIGITS) is not None
    return not_whole(low, high) if broken else not_between(low, high)


def _single(key: str, options: Sequence[Option], fields: Fields) -> tuple[str | None, Problem | None]:
    sent = fields.get(key, ())
    offered = [option.code for option in options if option.code in sent]
    if len(offered) > 1:
        return None, Problem(key, not_one())
    return (offered[0] if offered else None), None


def _long(key: str, text: str, limit: int) -> tuple[Problem, ...]:
    return (Problem(key, too_long(len(text), limit)),) if len(text) > limit else ()


def _plain(number: float) -> int | str:
    return f"{number:g}" if number % 1 else int(number)
