"""What a condition comes to on paper: what is known before anybody ticks is settled, the rest asks about ticks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.conditions import (
    All,
    AnyOf,
    ChannelIs,
    Circumstances,
    Condition,
    CountAtLeast,
    Includes,
    Is,
    IsAnyOf,
    Not,
    NumberBetween,
    VariantIs,
)
from survey_app.questionnaire.definition import One, Questionnaire
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import options_of, questions_of


class Ticked(Struct, frozen=True):
    """One of these options of a question is ticked or, where `wanted` is false, none of them."""

    key: str
    codes: tuple[str, ...]
    wanted: bool = True


class Counted(Struct, frozen=True):
    """At least so many options of a question are ticked or, where `wanted` is false, fewer."""

    key: str
    count: int
    wanted: bool = True


class Between(Struct, frozen=True):
    """The number written is between two bounds, both included, or, where `wanted` is false, it is not."""

    key: str
    low: float
    high: float
    wanted: bool = True


class Every(Struct, frozen=True):
    """Each of these, two or more of them, is so."""

    parts: "tuple[Asks, ...]"


class Some(Struct, frozen=True):
    """At least one of these, two or more of them, is so."""

    parts: "tuple[Asks, ...]"


Asks: TypeAlias = Ticked | Counted | Between | Every | Some
"""What somebody has to look up in their own form."""

Settled: TypeAlias = Asks | bool
"""The same, or what is known beforehand: it holds for everybody on paper, or for nobody."""


class Form(Struct, frozen=True):
    """What settles conditions: how the form is answered, and the codes that it offers by the key of each question.

    `pressed` are questions made of buttons, which nobody can press on paper: what asks for them holds for everybody,
    who then leaves out what they do not want to answer.
    """

    circumstances: Circumstances
    offered: Mapping[str, frozenset[str]]
    pressed: frozenset[str] = frozenset()


def form_of(questionnaire: Questionnaire, variant: str) -> Form:
    """What settles the conditions of a questionnaire's paper form in one of its variants."""
    questions = [question for _, question in questions_of(questionnaire)]
    codes = {question.id: frozenset(option.code for option in options_of(question)) for question in questions}
    return Form(
        circumstances=Circumstances(variant, "paper"),
        offered={key: codes[question.id] for question in questions for key in keys_of(question)},
        pressed=frozenset(each.id for each in questions if isinstance(each, One) and each.buttons),
    )


def settled(condition: Condition | None, form: Form, *, wanted: bool = True) -> Settled:
    """What a condition comes to on this form or, where `wanted` is false, what its opposite does.

    Raises LookupError for the two forms of condition that loading must have replaced.
    """
    match condition:
        case None:
            return wanted
        case VariantIs(variant):
            return (form.circumstances.variant == variant) is wanted
        case ChannelIs(channel):
            return (form.circumstances.channel == channel) is wanted
        case Not(inner):
            return settled(inner, form, wanted=not wanted)
        case All(conditions):
            parts = [settled(each, form, wanted=wanted) for each in conditions]
            return _every(parts) if wanted else _some(parts)
        case AnyOf(conditions):
            parts = [settled(each, form, wanted=wanted) for each in conditions]
            return _some(parts) if wanted else _every(parts)
    return _of_one_question(condition, form, wanted=wanted)


def decided(asks: Settled, key: str, code: str) -> bool | None:
    """Whether it holds for who ticked this one option; None where that depends on more."""
    match asks:
        case bool():
            return asks
        case Ticked() if asks.key == key:
            return (code in asks.codes) is asks.wanted
        case Every(parts):
            found = {decided(part, key, code) for part in parts}
            return False if False in found else None if None in found else True
        case Some(parts):
            found = {decided(part, key, code) for part in parts}
            return True if True in found else None if None in found else False
    return None


def asked_about(asks: Settled) -> Iterable[str]:
    """The keys of the questions in which somebody has to look."""
    match asks:
        case Ticked() | Counted() | Between():
            yield asks.key
        case Every(parts) | Some(parts):
            for part in parts:
                yield from asked_about(part)


def _of_one_question(condition: Condition, form: Form, *, wanted: bool) -> Settled:
    match condition:
        case Is(key, code) | Includes(key, code):
            found: Settled = _ticked(key, (code,), form, wanted=wanted)
        case IsAnyOf(key, codes):
            found = _ticked(key, codes, form, wanted=wanted)
        case CountAtLeast(key, count):
            found = Counted(key, count, wanted) if key in form.offered else not wanted
        case NumberBetween(key, low, high):
            found = Between(key, low, high, wanted) if key in form.offered and low <= high else not wanted
        case _:
            raise LookupError(f"{condition!r} was not replaced when the questionnaire was loaded")
    return True if key in form.pressed else found


def _ticked(key: str, codes: Sequence[str], form: Form, *, wanted: bool) -> Settled:
    offered = tuple(code for code in dict.fromkeys(codes) if code in form.offered.get(key, ()))
    return Ticked(key, offered, wanted) if offered else not wanted


def _every(parts: Sequence[Settled]) -> Settled:
    if any(part is False for part in parts):
        return False
    flat = [each for part in parts for each in (part.parts if isinstance(part, Every) else (part,))]
    return _joined(Every, [each for each in flat if not isinstance(each, bool)], wanted=False, none=True)


def _some(parts: Sequence[Settled]) -> Settled:
    if any(part is True for part in parts):
        return True
    flat = [each for part in parts for each in (part.parts if isinstance(part, Some) else (part,))]
    return _joined(Some, [each for each in flat if not isinstance(each, bool)], wanted=True, none=False)


def _joined(kind: type[Every] | type[Some], parts: Sequence[Asks], *, wanted: bool, none: bool) -> Settled:
    """Several as one, those of one question that can be said together as one; `none` is what nothing comes to."""
    merged: dict[object, Asks] = {}
    for part in parts:
        alike = isinstance(part, Ticked) and part.wanted is wanted
        name: object = part.key if alike and isinstance(part, Ticked) else part
        before = merged.get(name)
        if isinstance(before, Ticked) and isinstance(part, Ticked) and alike:
            part = replace(before, codes=tuple(dict.fromkeys((*before.codes, *part.codes))))
        merged[name] = part
    found = tuple(merged.values())
    if not found:
        return none
    return found[0] if len(found) == 1 else kind(found)
