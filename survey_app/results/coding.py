"""How stored answers become small whole numbers: missing codes, and option numbers that last over versions.

The codes are those of the results contract, 3: an option's number is 1 or more, is given once in the order in which
versions bring options, and is never used again; what is missing is negative. An option whose role is "don't know",
"prefer not to say" or "does not apply" keeps its own number, because a question may have two of them; its role says
which missing code it counts as.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from types import EllipsisType
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.questionnaire.dates import ordinal
from survey_app.questionnaire.definition import Option, Role
from survey_app.questionnaire.variables import Measure, Variable, variables
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.results.planes import Codes, Planes, Ticks
from survey_app.surveys.versions import Version


class Missing(IntEnum):
    """Why there is no substantive answer."""

    NOT_ASKED = -1
    NOT_ANSWERED = -2
    DONT_KNOW = -3
    REFUSED = -4
    NOT_APPLICABLE = -5
    NOT_UNDERSTOOD = -6
    NOT_OFFERED = -7
    """The question is not in the version or variant that this person answered."""


_BLANK: Final = Missing.NOT_ANSWERED.value

ANSWERED: Final = 1
"""The code where an answer is not one option: ticks, a number, typed text."""

MOST_TICKS = 62
"""Options of one many-choice question over all versions: one bit each in 64."""

ROLE_CODES: Mapping[Role, int] = {
    Role.SUBSTANTIVE: ANSWERED,
    Role.NONE: ANSWERED,
    Role.DONT_KNOW: Missing.DONT_KNOW,
    Role.REFUSED: Missing.REFUSED,
    Role.NOT_APPLICABLE: Missing.NOT_APPLICABLE,
}


Stored: TypeAlias = str | int | float | bool | tuple[str, ...] | None
"""One value of a response's answers as it is stored."""

StoredAnswers: TypeAlias = Mapping[str, Stored]
"""A response's answers by key: null is not answered, absent is not asked."""

Found: TypeAlias = Stored | EllipsisType
"""The same, or an ellipsis where the key is absent."""

_MISSING: Final[Mapping[Found, int]] = {...: Missing.NOT_ASKED.value, None: Missing.NOT_ANSWERED.value}
"""What every measure has in common. Plain numbers: an enumeration's own take three times as long to look up."""


class UnknownCode(ValueError):
    """A stored answer that its survey's versions do not explain: a fault of ours, never of the person."""


class Coding(Struct, frozen=True):
    """How one variable is coded. A key whose measure changed between versions has one coding for each measure.

    `variable` has the newest wording. `options[n - 1]` is option number n, in its newest wording. `order` has the
    numbers as the newest version prints them, then those that only older ones had. `offered` has, by version id, the
    numbers that the version offers; a version without this variable is not in it. `numbers` are by option code.
    """

    variable: Variable
    options: tuple[Option, ...]
    numbers: Mapping[Found, int]
    order: tuple[int, ...]
    offered: Mapping[int, frozenset[int]]
    shortened: Mapping[tuple[int, str], frozenset[int]] = {}
    """By version id and variant, the numbers that Easy Read offers where they are not all; none where it has no such
    question."""
    variants: tuple[str, ...] = ()
    """The languages, and Easy Read, of the versions that have it, in the order in which they came."""

    @property
    def key(self) -> str:
        """The key under which answers are stored."""
        return self.variable.key

    @property
    def measure(self) -> Measure:
        """One code, several codes, a number, a date, or typed text."""
        return self.variable.measure


class Coded(Struct, frozen=True):
    """Some answers to one variable as arrays of the same length.

    `codes` has option numbers, or ANSWERED for the other measures, or missing codes. `ticks`, for many-choice only,
    has bit n - 1 for option n. `numbers`, for numbers and dates only, has the
    value or the ordinal of the day, NaN where there is none. `planes` has the
    same codes and ticks again, bit by bit, where there are so many that counting bits is faster.
    """

    codes: Codes
    ticks: Ticks | None = None
    numbers: NDArray[np.float64] | None = None
    planes: Planes | None = None


def codings(versions: Iterable[Version]) -> tuple[Coding, ...]:
    """The codings of a survey from its versions, oldest first. More versions only ever add options and codings.

    They stand in the order of the newest version, then those that only older versions had.
    Raises ValueError when a many-choice question has had more than 62 options.
    """
    found: dict[tuple[str, Measure], Coding] = {}
    newest: list[tuple[str, Measure]] = []
    for version in versions:
        newest = []
        for variable in variables(version.questionnaire):
            name = (variable.key, variable.measure)
            found[name] = _grown(found.get(name), variable, version.id)
            newest.append(name)
        for name in newest:
            found[name] = _with_variants(found[name], version)
    older = [name for name in found if name not in newest]
    return tuple(found[name] for name in newest + older)


def coded(coding: Coding, answers: Sequence[StoredAnswers], version_id: int) -> Coded:
    """Code one variable of responses that all answered the same version.

    Raises UnknownCode when a stored answer is none that the survey's versions offer.
    """
    key, unclear = coding.key, f"{coding.key}-unclear"
    values: list[Found] = [each.get(key, ...) for each in answers]
    return coded_values(coding, values, lambda place: answers[place].get(unclear) is True, version_id)


def coded_values(coding: Coding, values: Sequence[Found], unclear: Callable[[int], bool], version_id: int) -> Coded:
    """The same from the values alone; `unclear` says whether the person at a place ticked "I don't understand"."""
    if version_id not in coding.offered:
        codes = np.full(len(values), Missing.NOT_OFFERED, dtype=code_type(coding))
        return _shaped(coding, codes, np.zeros(len(values)))
    match coding.measure:
        case "single":
            codes = np.array(_singles(coding, values), dtype=code_type(coding))
            return Coded(_understood(codes, unclear))
        case "many":
            ticks = np.array(_ticks(coding, values), dtype=np.int64)
            return _shaped(coding, _understood(_meanings(coding, ticks), unclear), np.maximum(ticks, 0))
        case "number" | "date" | "text":
            codes = np.array([_typed(value) for value in values], dtype=np.int8)
            numbers = [value if isinstance(value, int | float) else np.nan for value in values]
            if coding.measure == "date":
                numbers = _days(coding, values)
            return _shaped(coding, _understood(codes, unclear), np.array(numbers, dtype=np.float64))


def code_type(coding: Coding) -> type[np.signedinteger]:
    """The smallest type that holds every code of a variable."""
    return np.int8 if len(coding.options) < 2**7 else np.int16


def tick_type(coding: Coding) -> type[np.unsignedinteger]:
    """The smallest type that has a bit for every option of a many-choice variable."""
    for bits, kind in ((8, np.uint8), (16, np.uint16), (32, np.uint32)):
        if len(coding.options) <= bits:
            return kind
    return np.uint64


def ticked(ticks: Ticks, number: int) -> NDArray[np.bool_]:
    """Which responses ticked an option."""
    found: NDArray[np.bool_] = (ticks & ticks.dtype.type(1 << (number - 1))) != 0
    return found


def _grown(before: Coding | None, variable: Variable, version_id: int) -> Coding:
    options = {} if before is None else {option.code: option for option in before.options}
    options.update({option.code: option for option in variable.options})
    if variable.measure == "many" and len(options) > MOST_TICKS:
        raise ValueError(
            f"{variable.key} has had {len(options)} options over its versions, and {MOST_TICKS} is the most. "
            "Give the question a new id."
        )
    numbers: dict[Found, int] = {code: place for place, code in enumerate(options, start=1)}
    printed = tuple(numbers[option.code] for option in variable.options)
    older = tuple(number for number in numbers.values() if number not in printed)
    offered = {} if before is None else dict(before.offered)
    offered[version_id] = frozenset(printed)
    every = (variable, tuple(options.values()), {**_MISSING, **numbers}, printed + older, offered)
    return Coding(*every) if before is None else Coding(*every, before.shortened, before.variants)


def _with_variants(coding: Coding, version: Version) -> Coding:
    """The coding with what each variant of a version offers of it, where that is less."""
    shortened = dict(coding.shortened)
    for variant, wording in version.questionnaire.wordings.items():
        if not wording.leaves_out and not any(words.offers for words in wording.questions.values()):
            continue
        there = {each.key: each for each in variables(in_variant(version.questionnaire, variant))}
        options = there[coding.key].options if coding.key in there else ()
        numbers = frozenset(coding.numbers[option.code] for option in options)
        if coding.key not in there or numbers < coding.offered[version.id]:
            shortened[version.id, variant] = numbers
    variants = tuple(dict.fromkeys((*coding.variants, *variants_of(version.questionnaire, drafts=True))))
    return replace(coding, shortened=shortened, variants=variants)


def left_out(coding: Coding, version_id: int, variant: str) -> bool:
    """Whether a variant does not have a question that the version has."""
    return not coding.shortened.get((version_id, variant), {ANSWERED})


def _singles(coding: Coding, values: Sequence[Found]) -> list[int]:
    try:
        return list(map(coding.numbers.__getitem__, values))
    except KeyError:
        raise _unknown(coding, values) from None


def _ticks(coding: Coding, values: Sequence[Found]) -> list[int]:
    """The ticks of each, or a missing code. The same ticks come often, so each set of them is looked up once."""
    known: dict[Found, int] = {**_MISSING, (): Missing.NOT_ANSWERED.value}
    for value in set(values).difference(known):
        if not isinstance(value, tuple) or not coding.numbers.keys() >= set(value):
            raise _unknown(coding, values)
        known[value] = sum(1 << (coding.numbers[code] - 1) for code in set(value))
    return list(map(known.__getitem__, values))


def _meanings(coding: Coding, ticks: NDArray[np.int64]) -> Codes:
    """The codes of ticks. Ticks of missing roles alone, paper forms apart one tick, count as that role."""
    codes = np.minimum(ticks, 0).astype(np.int8)
    for meaning in sorted(set(ROLE_CODES.values())):
        numbers = [number for number, option in enumerate(coding.options, 1) if ROLE_CODES[option.role] == meaning]
        codes[(ticks > 0) & (ticks & sum(1 << (number - 1) for number in numbers) != 0)] = meaning
    return codes


def _typed(value: Found) -> int:
    return _MISSING.get(value, Missing.NOT_ANSWERED if value == "" else ANSWERED)


def _days(coding: Coding, values: Sequence[Found]) -> list[float]:
    """The ordinal of each day, or of a month's first day; NaN where there is none."""
    known: dict[Found, float] = dict.fromkeys((..., None, ""), np.nan)
    for value in set(values).difference(known):
        day = ordinal(value) if isinstance(value, str) else None
        if day is None:
            raise UnknownCode(f"{coding.key} holds what is no date. Load the version that it answers.")
        known[value] = float(day)
    return [known[value] for value in values]


def _unknown(coding: Coding, values: Sequence[Found]) -> UnknownCode:
    """Names the first value that no version explains; never whose it is."""
    for value in values:
        several = isinstance(value, tuple) and coding.measure == "many"
        for code in value if isinstance(value, tuple) and several else (value,):
            if code not in coding.numbers or (coding.measure == "many" and not several and code not in _MISSING):
                kind = f"the code '{code[:40]}'" if isinstance(code, str) else type(code).__name__
                return UnknownCode(f"{coding.key} holds {kind}, which no version offers. Load the missing version.")
    return UnknownCode(f"{coding.key} holds what no version offers. Load the missing version.")


def _understood(codes: Codes, unclear: Callable[[int], bool]) -> Codes:
    """The codes, with blanks that came with "I don't understand this question" told apart."""
    for place in (codes == _BLANK).nonzero()[0].tolist():
        if unclear(place):
            codes[place] = Missing.NOT_UNDERSTOOD
    return codes


def _shaped(coding: Coding, codes: Codes, values: NDArray[np.number]) -> Coded:
    """The codes with what else the measure has: ticks or numbers."""
    match coding.measure:
        case "many":
            return Coded(codes, ticks=values.astype(tick_type(coding)))
        case "number" | "date":
            return Coded(codes, numbers=values.astype(np.float64))
        case _:
            return Coded(codes)
