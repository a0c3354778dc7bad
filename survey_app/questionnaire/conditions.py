"""The one condition language: which sections, questions, options and wordings exist for these answers."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

Value: TypeAlias = str | int | float | tuple[str, ...] | None
"""What is stored for one key: a code, a number, a text, ticked codes, or None for not answered."""

Answers: TypeAlias = Mapping[str, Value]
"""Answers by key: `R04`, an item row `R11a.wifi`, or a sub-key `R13-detail`. Absent means not asked."""


class Is(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="is"):
    """True when the answer to a one-answer question is this code: `["is", "R04", "never"]`."""

    question: str
    code: str


class IsAnyOf(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="is_any_of"):
    """True when the answer is one of these codes: `["is_any_of", "R04", ["never", "before"]]`."""

    question: str
    codes: tuple[str, ...]


class Includes(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="includes"):
    """True when a many-choice answer holds this code: `["includes", "R14", "website"]`."""

    question: str
    code: str


class CountAtLeast(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="count_at_least"):
    """True when at least this many substantive options are ticked: `["count_at_least", "R13", 2]`."""

    question: str
    count: int


class NumberBetween(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="number_between"):
    """True when a number lies between two bounds, both included: `["number_between", "N1", 1, 5]`."""

    question: str
    low: float
    high: float


class VariantIs(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="variant"):
    """True in this wording: `["variant", "en-easyread"]`."""

    variant: str


class ChannelIs(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="channel"):
    """True when the answers come this way: `["channel", "paper"]`."""

    channel: str


class Flagged(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="flagged"):
    """True when the option chosen carries a flag of the organisation's list: `["flagged", "S01", "social_care"]`.

    Only in files: loading replaces it by `is_any_of` with the codes that carry the flag.
    """

    question: str
    flag: str


class Named(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="named"):
    """A condition of the questionnaire's own `[conditions]`: `["named", "proxy"]`.

    Only in files: loading replaces it by the condition that it names.
    """

    name: str


class All(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="all"):
    """True when every one is: `["all", [["is", …], ["is", …]]]`."""

    conditions: "tuple[Condition, ...]"


class AnyOf(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="any"):
    """True when at least one is: `["any", [["is", …], ["is", …]]]`."""

    conditions: "tuple[Condition, ...]"


class Not(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="not"):
    """True when the condition is not: `["not", ["is", …]]`."""

    condition: "Condition"


Condition: TypeAlias = (
    Is | IsAnyOf | Includes | CountAtLeast | NumberBetween | VariantIs | ChannelIs | Flagged | Named | All | AnyOf | Not
)


class Circumstances(Struct, frozen=True):
    """What a condition may ask besides answers: how this person answers."""

    variant: str = "en"
    channel: str = "web"


def holds(condition: Condition, answers: Answers, circumstances: Circumstances) -> bool:
    """Whether a condition is true. Without an answer it is false, and `not` of it true (results contract, 11).

    Raises LookupError for the two forms that loading must have replaced.
    """
    match condition:
        case Is(question, code):
            return answers.get(question) == code
        case IsAnyOf(question, codes):
            return answers.get(question) in codes
        case Includes(question, code):
            return code in _ticked(answers, question)
        case CountAtLeast(question, count):
            return len(_ticked(answers, question)) >= count
        case NumberBetween(question, low, high):
            number = answers.get(question)
            return isinstance(number, int | float) and low <= number <= high
        case VariantIs(variant):
            return circumstances.variant == variant
        case ChannelIs(channel):
            return circumstances.channel == channel
        case All(conditions):
            return all(holds(each, answers, circumstances) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, answers, circumstances) for each in conditions)
        case Not(inner):
            return not holds(inner, answers, circumstances)
    raise LookupError(f"{condition!r} was not replaced when the questionnaire was loaded")


def questions_in(condition: Condition | None) -> Iterator[str]:
    """The keys that a condition asks about, in its own order, repeats included."""
    match condition:
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from questions_in(each)
        case Not(inner):
            yield from questions_in(inner)
        case Is(question) | IsAnyOf(question) | Includes(question) | CountAtLeast(question):
            yield question
        case NumberBetween(question) | Flagged(question):
            yield question


def _ticked(answers: Answers, question: str) -> tuple[str, ...]:
    value = answers.get(question)
    return value if isinstance(value, tuple) else ()
