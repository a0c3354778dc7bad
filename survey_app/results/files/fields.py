"""The fields of the file of all answers: for some places in the file's order, the cells of one field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.questionnaire.definition import Option, Postcode
from survey_app.questionnaire.measured import range_of
from survey_app.results.coding import ANSWERED, Coded, Coding, Missing, ticked
from survey_app.results.columns import ColumnSet
from survey_app.results.files.cells import cell
from survey_app.results.files.protecting import age_band, band_words, small_groups, tell_tales

Rows: TypeAlias = NDArray[np.int64]
"""Rows of the column set in the order of the file; a place is a position in it."""

Hidden: TypeAlias = NDArray[np.bool_]
"""For each place of the file, whether the value is hidden there."""

PROTECTED: Final = "c"
"""What stands for a value hidden to protect people."""

WORDS: Final[dict[int, str]] = {
    Missing.NOT_ASKED: "not asked",
    Missing.NOT_ANSWERED: "left blank",
    Missing.NOT_UNDERSTOOD: "not understood",
    Missing.NOT_OFFERED: "not offered",
}
"""What stands where there is no code. These have spaces, which no code has."""


UNANSWERED: Final = np.array(sorted(WORDS), dtype=np.int8)


class Wording(Struct, frozen=True):
    """Whether values are codes or the words that people chose. Signs stand in brackets among words."""

    labels: bool = False

    def of(self, option: Option) -> str:
        """What stands for an option; ages are in the bands of a file."""
        band = age_band(option.code)
        if not self.labels:
            return band
        return option.label if band == option.code else band_words(band)

    def sign(self, words: str) -> str:
        """What stands where there is no value."""
        return f"[{words}]" if self.labels else words

    @property
    def ticks(self) -> tuple[str, str]:
        """What stands for an option that was not ticked, and for one that was."""
        return ("No", "Yes") if self.labels else ("0", "1")

    @property
    def missing(self) -> Mapping[int, str]:
        """What stands where nobody answered, by missing code."""
        return {code: self.sign(words) for code, words in WORDS.items()}


CODES: Final = Wording()
LABELS: Final = Wording(labels=True)


class Field(Struct, frozen=True):
    """One field: its name, and its cells for some places of the file."""

    name: str
    cells: Callable[[NDArray[np.int64]], list[str]]


def fact_fields(
    columns: ColumnSet, rows: Rows, waves: Mapping[int, int], links: Mapping[int, str], wording: Wording = CODES
) -> list[Field]:
    """What is known of each response: round, month, channel, help, language; and, with links, place and area.

    Never the day, and a channel, link or language only where at least 10 people share it: the channel of a hidden link
    would give it away.
    """
    facts = columns.facts
    words = dict(enumerate(columns.words))
    months = {day: date.fromordinal(day).isoformat()[:7] for day in np.unique(facts.day[rows]).tolist()}
    fields = [
        _named("round", rows, facts.wave.take, {wave: str(number) for wave, number in waves.items()}),
        _named("month", rows, facts.day.take, months),
        _named("channel", rows, facts.channel.take, words, small_groups([facts.channel], rows)[0], wording),
        _named("help", rows, facts.help.take, words),
        _named("language", rows, facts.variant.take, words, small_groups([facts.variant], rows)[0], wording),
    ]
    if links:
        fields += [
            _named("link", rows, facts.collector.take, links, small_groups([facts.collector], rows)[0], wording),
            _named("in_area", rows, facts.outside.astype(np.int8).take, dict(enumerate(reversed(wording.ticks)))),
        ]
    return fields


def answer_fields(
    columns: ColumnSet, rows: Rows, characteristics: Sequence[str], wording: Wording = CODES, *, equality: bool
) -> list[Field]:
    """Every answer but typed text. The values of characteristics, and what gives them away, are hidden where few."""
    held = {(each.key, each.measure): found for each, found in zip(columns.codings, columns.block.answers, strict=True)}
    kept = [(each, held[each.key, each.measure]) for each in in_file(columns.codings, equality=equality)]
    guarded = [(coding.key, column.codes) for coding, column in kept if coding.key in characteristics]
    hidden = dict(zip((key for key, _ in guarded), small_groups([codes for _, codes in guarded], rows), strict=True))
    causes = tell_tales(columns.codings)
    fields: list[Field] = []
    for coding, column in kept:
        masks = [mask for key, mask in hidden.items() if key == coding.key or key in causes[coding.key]]
        fields += _fields(coding, column, rows, np.logical_or.reduce(masks) if masks else None, wording)
    return _distinct(fields)


def in_file(codings: Sequence[Coding], *, equality: bool) -> tuple[Coding, ...]:
    """The codings whose answers stand in the file of all answers: no typed text, and no deprivation."""
    return tuple(
        each
        for each in codings
        if each.measure != "text" and not is_fifth(each) and (equality or each.variable.section.part != "about_you")
    )


def is_fifth(coding: Coding) -> bool:
    """Whether a variable is the deprivation of a postcode: it never stands beside its area (results contract, 38)."""
    return isinstance(coding.variable.question, Postcode) and coding.variable.item is not None


def _fields(coding: Coding, column: Coded, rows: Rows, hidden: Hidden | None, wording: Wording) -> list[Field]:
    question = coding.variable.question
    if column.ticks is not None:
        return [
            _ticks(f"{coding.key}.{option.code}", column, number, rows, hidden, wording)
            for number, option in enumerate(coding.options, start=1)
        ]
    known = range_of(question)
    if column.numbers is not None and known is not None:
        written = _month if coding.measure == "date" else f"{{:.{known.decimals}f}}".format
        return [_numbers(coding.key, column, written, rows, hidden, wording)]
    values = {number: wording.of(option) for number, option in enumerate(coding.options, start=1)}
    return [_named(coding.key, rows, column.codes.take, {**values, **wording.missing}, hidden, wording)]


def _named(
    name: str,
    rows: Rows,
    read: Callable[[Rows], NDArray[np.integer]],
    words: Mapping[int, str],
    hidden: Hidden | None = None,
    wording: Wording = CODES,
) -> Field:
    """A field of words looked up by number. Values are read for the places asked for only: a file stays small."""
    numbers = np.array(sorted(words), dtype=np.int64)
    texts = np.array(
        [cell(words[number]) for number in numbers.tolist()] + [cell(wording.sign(PROTECTED))], dtype=np.object_
    )

    def cells(wanted: NDArray[np.int64]) -> list[str]:
        places = np.searchsorted(numbers, read(rows[wanted]))
        if hidden is not None:
            places[hidden[wanted]] = numbers.size
        return list(texts[places])

    return Field(name, cells)


def _ticks(name: str, column: Coded, number: int, rows: Rows, hidden: Hidden | None, wording: Wording) -> Field:
    codes, ticks = column.codes, column.ticks
    if ticks is None:
        raise LookupError(f"{name} has no ticks")

    def read(wanted: Rows) -> NDArray[np.integer]:
        found = codes[wanted]
        return np.where(np.isin(found, UNANSWERED), found, ticked(ticks[wanted], number).astype(np.int8))

    values = {0: wording.ticks[0], ANSWERED: wording.ticks[1], **wording.missing}
    return _named(name, rows, read, values, hidden, wording)


def _month(day: float) -> str:
    """A date in a file: by its month, because a day tells people apart."""
    return date.fromordinal(int(day)).isoformat()[:7]


def _numbers(
    name: str, column: Coded, written: Callable[[float], str], rows: Rows, hidden: Hidden | None, wording: Wording
) -> Field:
    codes, numbers, missing, sign = column.codes, column.numbers, wording.missing, wording.sign(PROTECTED)
    if numbers is None:
        raise LookupError(f"{name} has no numbers")

    def cells(wanted: NDArray[np.int64]) -> list[str]:
        chosen = rows[wanted]
        protected = np.zeros(chosen.size, dtype=np.bool_) if hidden is None else hidden[wanted]
        found = zip(codes[chosen].tolist(), numbers[chosen].tolist(), protected.tolist(), strict=True)
        texts = (sign if hide else missing.get(code) or written(number) for code, number, hide in found)
        return [f'"{text}"' for text in texts]

    return Field(name, cells)


def _distinct(fields: Sequence[Field]) -> list[Field]:
    """Names told apart where a key was of two kinds over its versions: the newest keeps the plain name."""
    met: dict[str, int] = {}
    told: list[Field] = []
    for field in fields:
        met[field.name] = met.get(field.name, 0) + 1
        told.append(field if met[field.name] == 1 else Field(f"{field.name}.{met[field.name]}", field.cells))
    return told
