"""Conditions in words, for a codebook: who was asked a question."""

from collections.abc import Mapping
from typing import TypeAlias

from survey_app.questionnaire.conditions import (
    All,
    AnyOf,
    ChannelIs,
    Condition,
    CountAtLeast,
    Flagged,
    Includes,
    Is,
    IsAnyOf,
    Named,
    Not,
    NumberBetween,
    VariantIs,
)
from survey_app.results.coding import Coding

Codings: TypeAlias = Mapping[str, Coding]
"""Codings by key."""


def condition_words(condition: Condition, known: Codings) -> str:
    """A condition as a reader of the file finds it: `R04 is “Never”, and not R05 includes “Phone”`.

    Raises LookupError for the two forms that loading replaces.
    """
    match condition:
        case Is(question, code):
            return f"{question} is {_label(known, question, code)}"
        case IsAnyOf(question, codes):
            return f"{question} is {_choices([_label(known, question, code) for code in codes])}"
        case Includes(question, code):
            return f"{question} includes {_label(known, question, code)}"
        case CountAtLeast(question, count):
            return f"at least {count} answers to {question}"
        case NumberBetween(question, low, high):
            return f"{question} is between {low:g} and {high:g}"
        case VariantIs(variant):
            return f"answered in {variant}"
        case ChannelIs(channel):
            return f"answered by {channel}"
        case All(conditions):
            return ", and ".join(_part(each, known) for each in conditions)
        case AnyOf(conditions):
            return ", or ".join(_part(each, known) for each in conditions)
        case Not(inner):
            return f"not ({condition_words(inner, known)})"
        case Flagged() | Named():
            raise LookupError("loading replaces this condition: load the questionnaire again")


def _part(condition: Condition, known: Codings) -> str:
    words = condition_words(condition, known)
    return f"({words})" if isinstance(condition, All | AnyOf) else words


def _choices(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"


def _label(known: Codings, key: str, code: str) -> str:
    coding = known.get(key)
    number = 0 if coding is None else coding.numbers.get(code, 0)
    return f"“{code}”" if coding is None or not number else f"“{coding.options[number - 1].label}”"
