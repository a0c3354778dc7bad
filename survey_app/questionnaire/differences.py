"""What changed between two versions of a questionnaire, question by question, as far as a trend must know it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Condition, questions_in
from survey_app.questionnaire.definition import (
    Asked,
    Item,
    Items,
    Many,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Scale,
)
from survey_app.questionnaire.proving import Step, steps
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import options_of, questions_of


class Change(StrEnum):
    """The gravest change of a question. All but `same` may break a trend (results contract, 25)."""

    SAME = "same"
    ORDER = "order"
    """The answers of a question that is no scale stand in another order, and nothing else changed."""
    WORDING = "wording"
    ROUTE = "route"
    """Other people are asked: a condition changed, its own or of a question that it depends on."""
    CODES = "codes"
    """The kind, the codes, their roles or scores, the bounds or the rules changed."""
    ADDED = "added"
    REMOVED = "removed"


class Difference(Struct, frozen=True):
    """One question, by its id, and what became of it."""

    question: str
    change: Change


def differences(old: Questionnaire, new: Questionnaire) -> tuple[Difference, ...]:
    """One difference for each question of either version: those of the new one in order, then the removed."""
    before = {question.id: question for _, question in questions_of(old)}
    after = {question.id: question for _, question in questions_of(new)}
    old_steps, new_steps = steps(old), steps(new)
    found = []
    for name, question in after.items():
        if name not in before:
            change = Change.ADDED
        elif _counted(before[name]) != _counted(question):
            change = Change.CODES
        elif _route(before[name], old_steps) != _route(question, new_steps):
            change = Change.ROUTE
        else:
            change = _words_changed(_said(before[name]), _said(question))
        found.append(Difference(name, change))
    return (*found, *(Difference(name, Change.REMOVED) for name in before if name not in after))


def _words_changed(before: Asked, after: Asked) -> Change:
    if before == after:
        return Change.SAME
    return Change.ORDER if _put_in_order(before) == _put_in_order(after) else Change.WORDING


def _put_in_order(question: Asked) -> Asked:
    match question:
        case One() | Many() | Ranking() | Postcode():
            return replace(question, options=tuple(sorted(question.options, key=lambda option: option.code)))
        case Items():
            return replace(question, items=tuple(sorted(question.items, key=lambda item: item.code)))
    return question


def _counted(question: Asked) -> Asked:
    """The question without its words: what figures are made of. Order counts on scales and in rows' answers only."""
    bare = _said(
        replace(question, label="", hint="", number="", rewordings=(), needed="needed" if question.needed else "")
    )
    match bare:
        case One() | Many() | Ranking():
            return replace(bare, options=_in_order_of_codes(bare.options), shuffle=False)
        case Postcode():
            return replace(bare, options=_in_order_of_codes(bare.options))
        case Scale():
            return replace(bare, options=tuple(map(_bare_option, bare.options)))
        case Items():
            rows = sorted((replace(item, label="", official="") for item in bare.items), key=lambda item: item.code)
            options = list(map(_bare_option, bare.options))
            return replace(bare, options=tuple(options), items=tuple(rows), shuffle=False, shuffle_as="")
    return bare


def _in_order_of_codes(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(sorted(map(_bare_option, options), key=lambda option: option.code))


def _bare_option(option: Option) -> Option:
    return replace(
        option, label="", hint="", heading="", official="", middle=False, detail="detail" if option.detail else ""
    )


def _said(question: Asked) -> Asked:
    """The question without its conditions and without what only the team reads: tags, purpose, source."""
    bare = replace(
        question,
        when=None,
        ambitions=(),
        topics=(),
        purpose="",
        source="",
        licence="",
        sensitive=False,
        special_category="",
        picture="",
        unclear=None,
    )
    match bare:
        case Items():
            return replace(bare, options=tuple(map(_plain, bare.options)), items=tuple(map(_plain_row, bare.items)))
        case One() | Many() | Ranking() | Postcode() | Scale():
            return replace(bare, options=tuple(map(_plain, bare.options)))
    return bare


def _plain(option: Option) -> Option:
    return replace(option, when=None, middle=False, ambitions=(), flags=(), picture="")


def _plain_row(item: Item) -> Item:
    return replace(item, when=None, ambitions=())


def _route(question: Asked, known: Mapping[str, Step]) -> frozenset[Condition]:
    """Every condition that decides whether the question and its options are put, directly or by way of others."""
    found: set[Condition] = set()
    seen: set[str] = set()
    waiting = set(keys_of(question))
    while waiting:
        key = waiting.pop()
        seen.add(key)
        own = {known[key].asked, *(option.when for option in options_of(known[key].question) if option.when)}
        found |= own
        waiting |= {name for condition in own for name in questions_in(condition)} - seen
    return frozenset(found)
