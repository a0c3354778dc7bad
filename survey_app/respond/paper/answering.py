"""How each kind of question is answered with a pen: boxes with numbers, rows, cells for digits, lines for words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec.structs import replace

from survey_app.questionnaire.conditions import All, Includes
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
from survey_app.questionnaire.kept_words import plain
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.phrases import Said, phrase, phrases
from survey_app.respond.paper.contexts import Answering, Cells, PaperOption, PaperRow
from survey_app.respond.paper.making import Making
from survey_app.respond.paper.sizes import LINES, LONG_LIST, SHORT_LABEL, SHORT_LIST, TABLE_CHARACTERS, Size

Chosen: TypeAlias = One | Many | Scale | Items | Ranking | Postcode

DAY, MONTH, YEAR = phrase("Day"), phrase("Month"), phrase("Year")

WRITE = phrase("Write a number.")

PENCE = 2
"""Digits behind the point of an amount."""

CHARACTERS, MOST_LINES = 100, 8
"""How many characters a line of handwriting may stand for, and the most lines that a question has."""


def answering(question: Asked, making: Making) -> Answering:
    """How a question is answered on a form of that size."""
    match question:
        case One() | Scale():
            source = _chosen_from(question)
            if source and _numbers_agree(question.options, making.places[source].options):
                return _number_written(question, source, making)
            return _boxes(question, phrase("Tick one box."), making)
        case Many():
            return _boxes(question, _how_many(question), making, alone=True)
        case Items():
            return _rows(question, making)
        case Ranking():
            return _ranking(question, making)
        case Postcode():
            how = phrase("Tick the area where you live. You need not write your postcode.")
            return _boxes(question, how, making)
        case Number(low=low, high=high, decimals=decimals, unit=unit):
            return _number(low, high, decimals, after=unit)
        case Money(low=low, high=high):
            return _number(low, high, PENCE, before="£", how=phrase("Write pounds and pence."))
        case Date():
            how = phrase("Write the day, the month and the year in numbers.")
            return Answering(kind="cells", how=how, cells=(Cells(2, DAY), Cells(2, MONTH), Cells(4, YEAR)))
        case Month():
            how = phrase("Write the month and the year in numbers.")
            return Answering(kind="cells", how=how, cells=(Cells(2, MONTH), Cells(4, YEAR)))
        case ShortText(limit=limit) | LongText(limit=limit):
            return _lines(limit, making.size)
        case Email() | Phone():
            return Answering(kind="lines", lines=1)
        case Information():
            return Answering(kind="read")


def _boxes(
    question: One | Many | Scale | Postcode,
    how: Said,
    making: Making,
    *,
    alone: bool = False,
) -> Answering:
    shown = _options(question, making, alone=alone)
    longest = SHORT_LABEL[making.size]
    short = all(len(plain(each.label)) <= longest and not (each.hint or each.only or each.picture) for each in shown)
    columns = 2 if making.size is Size.STANDARD and short and len(shown) >= LONG_LIST else 1
    return Answering(kind="boxes", how=how, options=shown, columns=columns)


def _options(question: Chosen, making: Making, *, alone: bool) -> tuple[PaperOption, ...]:
    """The options that anybody can be offered on paper. For whom some are stands above the first of them."""
    options = question.options
    whom = [making.whom(option.when) for option in options]
    changes = [None, *(after if after != before else None for before, after in pairwise(whom))]
    changes[:1] = whom[:1]
    first_alone = next((option.code for option in options if alone and option.exclusive), None)
    return tuple(
        PaperOption(
            number=number,
            label=option.label,
            official=option.official,
            hint=option.hint,
            detail=option.detail,
            heading=option.heading,
            alone=option.code == first_alone,
            only=only,
            picture=option.picture,
        )
        for (number, option), only in zip(numbered(options), changes, strict=True)
        if making.asked(option.when)
    )


def _how_many(question: Many) -> Said:
    if question.least and question.most:
        return phrase("Tick {least} to {most} boxes.", least=str(question.least), most=str(question.most))
    if question.least:
        return phrases("Tick at least {n} box.", "Tick at least {n} boxes.", question.least)
    if question.most:
        return phrases("Tick {n} box at most.", "Tick up to {n} boxes.", question.most)
    return phrase("Tick all that apply.")


def _chosen_from(question: One | Scale) -> str:
    """The question whose ticks this one offers again; empty where it offers what it has."""
    sources = [_source(option) for option in question.options if option.role is Role.SUBSTANTIVE]
    return sources[0] if sources and set(sources) == {sources[0]} else ""


def _source(option: Option) -> str:
    """The question in which this same option must have been ticked, or empty."""
    conditions = option.when.conditions if isinstance(option.when, All) else (option.when,)
    found = [each.question for each in conditions if isinstance(each, Includes) and each.code == option.code]
    return found[0] if found else ""


def _numbers_agree(options: Sequence[Option], earlier: Sequence[Option]) -> bool:
    """Whether each option offered again has its old number, so that writing the number says the same."""
    old = {option.code: number for number, option in numbered(earlier)}
    return all(
        old.get(option.code) == number for number, option in numbered(options) if option.role is Role.SUBSTANTIVE
    )


def _number_written(question: One | Scale, source: str, making: Making) -> Answering:
    """A box for the number of one of the ticks in an earlier question, and the other options as they are."""
    others = _options(question, making, alone=False)
    substantive = {number for number, option in numbered(question.options) if option.role is Role.SUBSTANTIVE}
    how = phrase(
        "Look at what you ticked in {question}. Write the number of one of them.", question=making.places[source].called
    )
    options = tuple(each for each in others if each.number not in substantive)
    return Answering(kind="which", how=how, options=options, cells=(Cells(2),))


def _rows(question: Items, making: Making) -> Answering:
    also = tuple(each for each in _options(question, making, alone=False) if each.only is not None)
    options = tuple(replace(each, only=None) for each in _options(question, making, alone=False))
    rows = tuple(
        PaperRow(
            label=item.label,
            official=item.official,
            only=making.whom(item.when),
        )
        for item in question.items
        if making.asked(item.when)
    )
    if making.size is Size.STANDARD and _fits_a_table(options):
        return Answering(kind="table", how=phrase("Tick one box in each row."), options=options, rows=rows, also=also)
    short = all(len(plain(each.label)) <= SHORT_LABEL[making.size] for each in options)
    columns = 2 if short and len(options) >= SHORT_LIST else 1
    how = phrase("Tick one box for each.")
    return Answering(kind="blocks", how=how, options=options, rows=rows, also=also, columns=columns)


def _fits_a_table(options: Sequence[PaperOption]) -> bool:
    """Whether each label stands above its column without a word being broken."""
    plain = not any(each.heading or each.hint or each.picture for each in options)
    longest = max((len(word) for each in options for word in each.label.split()), default=0)
    return plain and bool(options) and longest <= TABLE_CHARACTERS // len(options)


def _number(
    low: float, high: float, decimals: int, *, before: str = "", after: str = "", how: Said = WRITE
) -> Answering:
    """Cells for the digits of a number between two bounds."""
    sign = "\N{MINUS SIGN}" if low < 0 else ""
    digits = len(f"{int(max(abs(low), abs(high)))}")
    whole = Cells(digits, before=f"{before}{sign}", after="" if decimals else after)
    parts = (whole, Cells(decimals, before=".", after=after)) if decimals else (whole,)
    return Answering(kind="cells", how=how, cells=parts)


def _ranking(question: Ranking, making: Making) -> Answering:
    how = phrase("Write 1 beside what comes first, 2 beside the next, up to {most}.", most=question.most)
    return Answering(kind="ranks", how=how, options=_options(question, making, alone=False))


def _lines(limit: int, size: Size) -> Answering:
    lines = max(1, min(MOST_LINES, -(-limit // CHARACTERS)))
    return Answering(kind="lines", lines=round(lines * LINES[size]))
