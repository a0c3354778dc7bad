"""Every column of the file of all answers described once: for SPSS, Parquet, DDI and CSVW, in the order of the file.

A description is made from the codings alone, so it holds nobody's answer. The numbers are those of the results
contract, 3: options from 1, given once and never used again, and negative ones for whatever is no answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Role
from survey_app.questionnaire.measured import range_of
from survey_app.results.coding import ROLE_CODES, Coding
from survey_app.results.figures import number_words
from survey_app.results.files.codebook import FACTS, MISSING, asked_if
from survey_app.results.files.fields import CODES, PROTECTED, WORDS, in_file
from survey_app.results.files.protecting import age_band, band_words

Kind: TypeAlias = Literal["word", "choice", "tick", "number", "month"]
"""A word as it is stored, one option, an option ticked or not, a number, or a month."""

HIDDEN_NUMBER: Final = -8
"""What stands for a value hidden to protect people, after the seven codes of the contract."""

FACT_KINDS: Final[Mapping[str, Kind]] = {"pretend": "tick", "round": "number", "month": "month", "in_area": "tick"}
LINKED: Final = frozenset({"link", "in_area"})
"""Facts that a file of staff's answers has not."""

GUARDED: Final = frozenset({"channel", "language", "link"})
"""Facts of which those that few people share are hidden."""


class Value(Struct, frozen=True):
    """What may stand in a column: as text in the CSV, as a number in SPSS and Parquet, and what it means."""

    text: str
    number: int
    label: str
    missing: bool = False


class Described(Struct, frozen=True):
    """One column. `low` and `high` are the bounds that the author declared for a number, None for other kinds."""

    name: str
    label: str
    kind: Kind
    values: tuple[Value, ...] = ()
    question: str = ""
    low: float | None = None
    high: float | None = None
    decimals: int = 0
    asked_if: str = ""
    """Who was asked, in words; empty of everybody."""

    @property
    def answers(self) -> tuple[Value, ...]:
        """The values that are answers."""
        return tuple(each for each in self.values if not each.missing)

    @property
    def missing(self) -> tuple[Value, ...]:
        """The values that stand where there is no answer."""
        return tuple(each for each in self.values if each.missing)


TICKS: Final = (Value("0", 0, "No"), Value("1", 1, "Yes"))


def described(
    codings: Sequence[Coding], *, strict: bool, links: bool = True, pretend: bool = False
) -> tuple[Described, ...]:
    """The columns of the file with codes, the name of the row first. `strict` and the others are as `answers_file`
    has them: of staff there is no equality part, and without links no place."""
    facts = _facts(links=links and not strict, pretend=pretend)
    known = {coding.key: coding for coding in codings}
    answers = (
        replace(each, asked_if=asked_if(coding, known))
        for coding in in_file(codings, equality=not strict)
        for each in _columns(coding)
    )
    return (*facts, *_distinct(answers))


def _facts(*, links: bool, pretend: bool) -> Iterator[Described]:
    for name, words, values in FACTS:
        if (name == "pretend" and not pretend) or (name in LINKED and not links):
            continue
        known = tuple(Value(code, int(code), label) for code, label in values)
        hidden = (Value(PROTECTED, HIDDEN_NUMBER, MISSING[PROTECTED], missing=True),) if name in GUARDED else ()
        yield Described(name, words, FACT_KINDS.get(name, "word"), (*known, *hidden))


def _columns(coding: Coding) -> Iterator[Described]:
    variable = coding.variable
    number = number_words(variable)
    label = f"{number}. {variable.label}" if number else variable.label
    known = range_of(variable.question)
    if coding.measure == "many":
        for option in coding.options:
            words = f"{label} {option.label}"
            yield Described(f"{coding.key}.{option.code}", words, "tick", (*TICKS, *_gaps(0)), number)
    elif coding.measure == "date":
        yield Described(coding.key, label, "month", _gaps(0), number)
    elif known is not None:
        bounds = (known.low, known.high, known.decimals)
        yield Described(coding.key, label, "number", _gaps(known.low), number, *bounds)
    else:
        yield Described(coding.key, label, "choice", (*_options(coding), *_gaps(0)), number)


def _options(coding: Coding) -> Iterator[Value]:
    """The options in the order of the newest version. Ages that one band holds are one value."""
    met: set[str] = set()
    roles: dict[int, int] = {}
    for number in coding.order:
        option = coding.options[number - 1]
        text = CODES.of(option)
        if text not in met:
            met.add(text)
            yield _option(option, text, number, roles)


def _option(option: Option, text: str, number: int, roles: dict[int, int]) -> Value:
    label = option.label if age_band(option.code) == option.code else band_words(text)
    if option.role in {Role.SUBSTANTIVE, Role.NONE}:
        return Value(text, number, label)
    code = ROLE_CODES[option.role]
    roles[code] = roles.get(code, 0) + 1
    return Value(text, code - 10 * (roles[code] - 1), label, missing=True)  # a second "don't know" is -13


def _gaps(low: float) -> tuple[Value, ...]:
    """What stands where nobody answered. Where an answer may be negative, these lie below all that may be answered."""
    shift = 0 if low >= 0 else 10 * 10 ** len(str(int(-low)))
    found = (*((WORDS[code], code) for code in WORDS), (PROTECTED, HIDDEN_NUMBER))
    return tuple(Value(text, code - shift, MISSING[text], missing=True) for text, code in found)


def _distinct(columns: Iterator[Described]) -> Iterator[Described]:
    """Names told apart as those of the file's fields are."""
    met: dict[str, int] = {}
    for each in columns:
        met[each.name] = met.get(each.name, 0) + 1
        yield each if met[each.name] == 1 else replace(each, name=f"{each.name}.{met[each.name]}")
