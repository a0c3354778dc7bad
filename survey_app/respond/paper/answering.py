"""How each kind of question is answered with a pen: boxes with numbers, rows, cells for digits, lines for words."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from survey_app.questionnaire.conditions import All, Condition, Includes
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Role,
    Scale,
    ShortText,
)
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.phrases import Said, phrase, phrases
from survey_app.respond.paper.asking import Form, settled
from survey_app.respond.paper.contexts import Answering, Cells, PaperOption, PaperRow
from survey_app.respond.paper.routing_words import Place, Routing, for_whom
from survey_app.respond.paper.sizes import LINES, LONG_LIST, SHORT_LABEL, TABLE_OPTIONS, Size

CHARACTERS, MOST_LINES = 150, 12
"""How many characters a line of handwriting may stand for, and the most lines that a question has."""


def answering(question: Asked, form: Form, places: Mapping[str, Place], size: Size) -> Answering:
    """How a question is answered on a form of that size."""
    match question:
        case One() | Scale():
            source = _chosen_from(question)
            if source and _numbers_agree(question.options, places[source].options):
                return _number_written(question, source, form, places)
            return _boxes(question.options, phrase("Tick one box."), form, places, size)
        case Many():
            return _boxes(question.options, _how_many(question), form, places, size, alone=True)
        case Items():
            return _rows(question, form, places, size)
        case Number():
            return _number(question)
        case ShortText(limit=limit) | LongText(limit=limit):
            return _lines(limit, size)
        case Information():
            return Answering(kind="read")


def _boxes(
    options: Sequence[Option],
    how: Said,
    form: Form,
    places: Mapping[str, Place],
    size: Size,
    *,
    alone: bool = False,
) -> Answering:
    shown = _options(options, form, places, alone=alone)
    short = all(len(each.label) <= SHORT_LABEL and not (each.hint or each.detail or each.picture) for each in shown)
    plain = short and not any(each.heading or each.only or each.alone for each in shown)
    columns = 2 if size is Size.STANDARD and plain and len(shown) >= LONG_LIST else 1
    return Answering(kind="boxes", how=how, options=shown, columns=columns)


def _options(
    options: Sequence[Option], form: Form, places: Mapping[str, Place], *, alone: bool
) -> tuple[PaperOption, ...]:
    """The options that anybody can be offered on paper. For whom some are stands above the first of them."""
    whom = [_whom(option.when, form, places) for option in options]
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
        if settled(option.when, form) is not False
    )


def _whom(when: Condition | None, form: Form, places: Mapping[str, Place]) -> Routing | None:
    asks = settled(when, form)
    return None if isinstance(asks, bool) else for_whom(asks, places)


def _how_many(question: Many) -> Said:
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


def _number_written(question: One | Scale, source: str, form: Form, places: Mapping[str, Place]) -> Answering:
    """A box for the number of one of the ticks in an earlier question, and the other options as they are."""
    others = _options(question.options, form, places, alone=False)
    substantive = {number for number, option in numbered(question.options) if option.role is Role.SUBSTANTIVE}
    how = phrase("Look at what you ticked in {question}. Write the number of one of them.", question=places[source].called)
    options = tuple(each for each in others if each.number not in substantive)
    return Answering(kind="which", how=how, options=options, cells=(Cells(2),))


def _rows(question: Items, form: Form, places: Mapping[str, Place], size: Size) -> Answering:
    options = _options(question.options, form, places, alone=False)
    plain = not any(each.heading or each.only or each.hint or each.picture for each in options)
    table = size is Size.STANDARD and plain and len(options) <= TABLE_OPTIONS
    rows = tuple(
        PaperRow(label=item.label, official=item.official, only=_whom(item.when, form, places))
        for item in question.items
        if settled(item.when, form) is not False
    )
    how = phrase("Tick one box in each row.") if table else phrase("Tick one box for each.")
    return Answering(kind="table" if table else "blocks", how=how, options=options, rows=rows)


def _number(question: Number) -> Answering:
    before = "−" if question.low < 0 else ""
    whole = Cells(len(f"{int(max(abs(question.low), abs(question.high)))}"), before=before, after=question.unit)
    if not question.decimals:
        return Answering(kind="cells", how=phrase("Write a number."), cells=(whole,))
    parts = (Cells(whole.count, before=before), Cells(question.decimals, before=".", after=question.unit))
    return Answering(kind="cells", how=phrase("Write a number."), cells=parts)


def _lines(limit: int, size: Size) -> Answering:
    lines = max(1, min(MOST_LINES, -(-limit // CHARACTERS)))
    return Answering(kind="lines", lines=round(lines * LINES[size]))
