"""Counting: people by code over code columns, and the bases of the results contract, 1 to 6.

Columns of many rows are counted by their bit planes (`planes`); what has none, by one histogram.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.questionnaire.definition import Role
from survey_app.questionnaire.measured import Range, range_of
from survey_app.results.coding import ANSWERED, ROLE_CODES, Coded, Coding, Missing
from survey_app.results.planes import WORD, Codes, Ticks, Words, counted, packed

Counts: TypeAlias = NDArray[np.integer]
"""People."""

_BITS: Final = np.unpackbits(np.arange(256, dtype=np.uint8)[:, np.newaxis], axis=1, bitorder="little").astype(np.int64)
"""The bits of each byte, lowest first."""


class Rows(Struct, frozen=True):
    """Which rows of a column set are counted: `count` of them, those where `mask` is true; `words` are its bits.

    `shorter` are those among them who had a version, or a variant of it, that lacks some answers (`offering`).
    """

    mask: NDArray[np.bool_]
    words: Words
    count: int
    shorter: tuple["Shorter", ...] = ()


class Shorter(Struct, frozen=True):
    """Those among some rows who answered one version in one variant."""

    version_id: int
    variant: str
    rows: Rows


class Lacking(Struct, frozen=True):
    """People in a base who were not offered some options, by their numbers, and what else they chose, as in a tally."""

    options: tuple[int, ...]
    base: int
    counts: tuple[int, ...]


class Tally(Struct, frozen=True):
    """What one variable comes to. `counts[n - 1]` is option number n, whatever its role; for numbers, bin n.

    `missing` has every missing code. An option with a missing role is counted in both. `base` is asked less not
    answered, prefer not to say, does not apply and did not understand, and less don't know where the author sets
    that outside; for many-choice these are people with at least one tick inside (results contract, 5 and 6). `lacking`
    are the people in the base whose version or variant did not offer every answer, nobody twice.
    """

    population: int
    asked: int
    answered: int
    base: int
    counts: tuple[int, ...]
    missing: Mapping[Missing, int]
    lacking: tuple[Lacking, ...] = ()


def rows_where(mask: NDArray[np.bool_]) -> Rows:
    """The rows where a mask is true. The mask is not to be changed afterwards."""
    return Rows(mask, packed(mask), int(np.count_nonzero(mask)))


def tabulate(coding: Coding, column: Coded, rows: Rows) -> Tally:
    """Count one variable over some rows of its column."""
    by_code, ticked = _people(column, rows)
    missing = {code: by_code.get(code, 0) for code in Missing}
    if coding.measure == "single":
        for number, option in enumerate(coding.options, start=1):
            if (code := ROLE_CODES[option.role]) != ANSWERED:
                missing[Missing(code)] += by_code.get(number, 0)
    asked = rows.count - missing[Missing.NOT_ASKED] - missing[Missing.NOT_OFFERED]
    answered = asked - missing[Missing.NOT_ANSWERED] - missing[Missing.NOT_UNDERSTOOD]
    outside = sum(missing[code] for code in outside_base(coding))
    return Tally(
        rows.count,
        asked,
        answered,
        answered - outside,
        _counts(coding, column, rows, by_code if column.ticks is None else ticked),
        missing,
        _lacking(coding, column, rows),
    )


def _lacking(coding: Coding, column: Coded, rows: Rows) -> tuple[Lacking, ...]:
    """Those who were not offered every answer, together where they lack the same. Who gave an answer all the same, as
    in a language before, was offered it."""
    found: dict[tuple[int, ...], Lacking] = {}
    for part in rows.shorter:
        options = lacked(coding, part.version_id, part.variant)
        if not options:
            continue
        tally = tabulate(coding, column, part.rows)
        people = tally.base - _chose_any(coding, column, part.rows, tally, options)
        before = found.get(options, Lacking(options, 0, (0,) * len(tally.counts)))
        counts = (one + more for one, more in zip(before.counts, tally.counts, strict=True))
        found[options] = Lacking(options, before.base + people, tuple(counts))
    return tuple(found[options] for options in sorted(found) if found[options].base)


def lacked(coding: Coding, version_id: int, variant: str) -> tuple[int, ...]:
    """The answers that a version in a variant does not offer, of those that are rows of the table; none where it does
    not have the question at all: then nobody is in the base."""
    offered = coding.shortened.get((version_id, variant), coding.offered.get(version_id, frozenset()))
    if not offered or len(offered) == len(coding.options):
        return ()
    rows = ((number, coding.options[number - 1]) for number in coding.order if number not in offered)
    return tuple(number for number, option in rows if in_base(coding, option.role) and not option.outside)


def _chose_any(coding: Coding, column: Coded, rows: Rows, tally: Tally, options: Sequence[int]) -> int:
    """How many of the rows chose any of these options."""
    if column.ticks is None or not any(tally.counts[number - 1] for number in options):
        return sum(tally.counts[number - 1] for number in options)
    bits = column.ticks.dtype.type(sum(1 << (number - 1) for number in options))
    return int(np.count_nonzero(column.ticks[rows.mask] & bits))


def _counts(coding: Coding, column: Coded, rows: Rows, people: Mapping[int, int]) -> tuple[int, ...]:
    known = range_of(coding.variable.question)
    if column.numbers is not None and known is not None:
        return tuple(_bin_counts(known, column, rows).tolist())
    return tuple(people.get(number, 0) for number in range(1, len(coding.options) + 1))


def outside_base(coding: Coding) -> tuple[Missing, ...]:
    """The answers that are no part of the base: prefer not to say, does not apply, and don't know where so set."""
    always = (Missing.REFUSED, Missing.NOT_APPLICABLE)
    return (*always, Missing.DONT_KNOW) if coding.variable.question.dont_know == "outside" else always


def in_base(coding: Coding, role: Role) -> bool:
    """Whether people with an option of this role alone are in the base, so that it is a row of the table."""
    return ROLE_CODES[role] not in outside_base(coding)


def bins_of(known: Range) -> tuple[tuple[float, float], ...]:
    """The bins that the author declared, each from its lower edge to below the next; the last to the upper bound."""
    return tuple(zip(known.bins, (*known.bins[1:], known.high), strict=True))


def numbers_in(column: Coded, rows: Rows) -> NDArray[np.float64]:
    """The numbers answered in some rows, as typed; of dates their ordinals."""
    return np.zeros(0) if column.numbers is None else column.numbers[rows.mask & (column.codes == ANSWERED)]


def _people(column: Coded, rows: Rows) -> tuple[dict[int, int], dict[int, int]]:
    """How many of the rows have each code, and how many ticked each option."""
    rest = slice(0 if column.planes is None else WORD * column.planes.words, None)
    kept = rows.mask[rest]
    by_code = _code_counts(column.codes[rest][kept])
    ticked = {} if column.ticks is None else dict(enumerate(_tick_counts(column.ticks[rest][kept]).tolist(), start=1))
    if column.planes is not None:
        codes, ticks = counted(column.planes, None if rows.count == rows.mask.size else rows.words)
        for found, more in ((by_code, codes), (ticked, ticks)):
            for number, count in more.items():
                found[number] = found.get(number, 0) + count
    return by_code, ticked


def _code_counts(codes: Codes) -> dict[int, int]:
    unsigned = _unsigned(codes)
    counts = np.bincount(unsigned)
    met = np.flatnonzero(counts)
    return dict(zip(met.astype(unsigned.dtype).view(codes.dtype).tolist(), counts[met].tolist(), strict=True))


def _tick_counts(ticks: Ticks) -> Counts:
    """How often each bit is set: a histogram of each byte, folded by the bits of its 256 values."""
    octets = ticks.view(np.uint8).reshape(ticks.size, ticks.itemsize)
    counts: Counts = np.concatenate(
        [np.bincount(octets[:, place], minlength=256) @ _BITS for place in range(ticks.itemsize)]
    )
    return counts


def _bin_counts(known: Range, column: Coded, rows: Rows) -> Counts:
    """Values are clipped to the declared bounds (results contract, 24); those below the first edge fall in it."""
    if column.numbers is None or not known.bins:
        return np.zeros(0, dtype=np.int64)
    values = np.clip(numbers_in(column, rows), known.low, known.high)
    places = np.clip(np.searchsorted(np.array(known.bins), values, side="right") - 1, 0, None)
    return np.bincount(places, minlength=len(known.bins))


def _unsigned(codes: Codes) -> NDArray[np.unsignedinteger]:
    """The same bytes read as unsigned: the missing codes become the last places."""
    return codes.view(np.uint8 if codes.itemsize == 1 else np.uint16)
