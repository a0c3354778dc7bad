"""Conditions look back: at a question of an earlier section, of a fitting kind, by codes that it has."""

from collections.abc import Iterator
from typing import TypeAlias

from survey_app.questionnaire.conditions import (
    All,
    AnyOf,
    Condition,
    CountAtLeast,
    Flagged,
    Includes,
    Is,
    IsAnyOf,
    Named,
    NumberBetween,
)
from survey_app.questionnaire.definition import Asked, Items, Many, Number, One, Postcode, Questionnaire, Ranking, Scale
from survey_app.questionnaire.faults import Fault
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.walking import Site, items_of, leaves, options_of, positions, sites

Known: TypeAlias = dict[str, tuple[int, Asked]]


def condition_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of every single test of every condition."""
    known = positions(questionnaire)
    for site in sites(questionnaire):
        for leaf in leaves(site.condition):
            yield from _leaf_faults(site, leaf, known)


def _leaf_faults(site: Site, leaf: Condition, known: Known) -> Iterator[Fault]:
    match leaf:
        case All() | AnyOf():
            yield site.spot.fault("empty_condition", f"The {site.decides}'s condition lists nothing. Take it out.")
        case Is() | IsAnyOf() | Includes() | CountAtLeast() | NumberBetween():
            yield from _question_faults(site, leaf, known)
        case Flagged() | Named():
            raise LookupError(f"{leaf!r} was not replaced when the questionnaire was loaded")


def _question_faults(
    site: Site, leaf: Is | IsAnyOf | Includes | CountAtLeast | NumberBetween, known: Known
) -> Iterator[Fault]:
    name, dot, item = leaf.question.partition(".")
    if name not in known:
        yield site.spot.fault("unknown_question", f"The {site.decides}'s condition asks {name}, which is not there.")
        return
    position, question = known[name]
    if position == site.position:
        yield site.spot.fault("own_section", f"{name} is on the same page. Move what depends on it to a later section.")
    if position > site.position:
        yield site.spot.fault("forward_reference", f"{name} comes later. Move it before this {site.decides}.")
    if dot and item not in _rows(question):
        yield site.spot.fault("unknown_item", f"{name} has no row {item}. Use one of its item codes.")
    elif not _fits(leaf, question, row=bool(dot)):
        yield site.spot.fault("unfit_condition", _remedy_for(question))
    else:
        yield from _value_faults(site, leaf, question)


def _rows(question: Asked) -> set[str]:
    """What may stand after the point: the rows of an item list, or of a ranking its first place."""
    return {"1"} if isinstance(question, Ranking) else {row.code for row in items_of(question)}


def _fits(leaf: Condition, question: Asked, *, row: bool) -> bool:
    match leaf:
        case Is() | IsAnyOf():
            return isinstance(question, Items | Ranking if row else One | Postcode | Scale)
        case Includes() | CountAtLeast():
            return isinstance(question, Many)
        case NumberBetween():
            return isinstance(question, Number | Money)
    return False


def _remedy_for(question: Asked) -> str:
    match question:
        case One() | Postcode() | Scale():
            return f"{question.id} has one answer. Ask it with `is` or `is_any_of`."
        case Many():
            return f"{question.id} has many answers. Ask it with `includes` or `count_at_least`."
        case Ranking():
            return f"{question.id} is a ranking. Ask for its first place, `{question.id}.1`, with `is` or `is_any_of`."
        case Number() | Money():
            return f"{question.id} is a number. Ask it with `number_between`."
        case Items():
            return f"{question.id} has rows. Ask one of them, `{question.id}.code`, with `is` or `is_any_of`."
    return f"{question.id} has no codes. Ask a question with options instead."


def _value_faults(site: Site, leaf: Condition, question: Asked) -> Iterator[Fault]:
    codes = {option.code for option in options_of(question)}
    match leaf:
        case Is(_, code) | Includes(_, code):
            wanted: tuple[str, ...] = (code,)
        case IsAnyOf(_, wanted):
            if not wanted:
                yield site.spot.fault("empty_condition", f"`is_any_of` lists no code of {question.id}. Name some.")
        case CountAtLeast(_, count):
            wanted = ()
            if not 1 <= count <= sum(not option.exclusive for option in options_of(question)):
                yield site.spot.fault("count_out_of_range", f"{question.id} cannot have {count} ticks. Change it.")
        case NumberBetween(_, low, high):
            wanted = ()
            if low > high:
                yield site.spot.fault("empty_range", f"No number lies between {low:g} and {high:g}. Swap them.")
        case _:
            wanted = ()
    for code in wanted:
        if code not in codes:
            yield site.spot.fault("unknown_code", f"{question.id} has no option {code}. Use one of its codes.")
