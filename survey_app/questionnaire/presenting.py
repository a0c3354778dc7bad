"""What is put before this person: the questions that exist, the options offered, their words and their order."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from msgspec.structs import replace

from survey_app.questionnaire.conditions import Answers, Circumstances, holds
from survey_app.questionnaire.definition import (
    Asked,
    Item,
    Items,
    Many,
    One,
    Option,
    Postcode,
    Ranking,
    Role,
    Scale,
    Section,
)
from survey_app.questionnaire.question import Rewording

Shuffled = TypeVar("Shuffled", Option, Item)

ORDERS = 60
"""How many orders a shuffled question has: few enough that its page can be kept ready in each (rendering one anew took
three times as long as all else), and a multiple of most numbers of options, so that each stands in each place equally
often."""


def exists(section: Section, answers: Answers, circumstances: Circumstances) -> bool:
    """Whether a section is on the path of these answers."""
    return section.when is None or holds(section.when, answers, circumstances)


def offered(section: Section, answers: Answers, circumstances: Circumstances) -> tuple[Asked, ...]:
    """The section's questions that are asked, each with only the options and rows that are offered."""
    return tuple(
        _offered(question, answers, circumstances)
        for question in section.questions
        if question.when is None or holds(question.when, answers, circumstances)
    )


def reworded(question: Asked, answers: Answers, circumstances: Circumstances) -> Asked:
    """The question in the first wording whose condition holds."""
    for rewording in question.rewordings:
        if holds(rewording.when, answers, circumstances):
            return _in_words(question, rewording)
    return question


def shuffled(question: Asked, seed: bytes) -> tuple[Asked, tuple[str, ...]]:
    """The question in this person's order, and the codes in that order (empty when its order is fixed).

    The order is a pure function of the seed, so that nothing need be stored until the response is. Scales, "other",
    exclusive options and those with a role keep their places at the end (interaction contract, 11).
    """
    number = order_number(question, seed)
    if number is None:
        return question, ()
    match question:
        case One() | Many() | Ranking():
            options = _shuffle_options(question.options, _source(question), number)
            return replace(question, options=options), tuple(option.code for option in options)
        case Items():
            items = tuple(_in_order(question.items, _source(question), number))
            return replace(question, items=items), tuple(item.code for item in items)
    return question, ()


def order_number(question: Asked, seed: bytes) -> int | None:
    """Which of a question's orders a seed gives; None where its order is fixed."""
    match question:
        case One(shuffle=True) | Many(shuffle=True) | Ranking(shuffle=True):
            pass
        case Items() if question.shuffle or question.shuffle_as:
            pass
        case _:
            return None
    return hashlib.blake2b(_source(question).encode(), key=seed[:64], digest_size=1).digest()[0] % ORDERS


def _offered(question: Asked, answers: Answers, circumstances: Circumstances) -> Asked:
    match question:
        case One() | Many() | Ranking() | Postcode() | Scale():
            if any(option.when is not None for option in question.options):
                return replace(question, options=_options(question.options, answers, circumstances))
        case Items():
            if any(option.when is not None for option in question.options):
                question = replace(question, options=_options(question.options, answers, circumstances))
            if any(item.when is not None for item in question.items):
                return replace(question, items=_items(question.items, answers, circumstances))
        case _:
            pass
    return question


def _options(options: Sequence[Option], answers: Answers, circumstances: Circumstances) -> tuple[Option, ...]:
    return tuple(each for each in options if each.when is None or holds(each.when, answers, circumstances))


def _items(items: Sequence[Item], answers: Answers, circumstances: Circumstances) -> tuple[Item, ...]:
    return tuple(each for each in items if each.when is None or holds(each.when, answers, circumstances))


def _in_words(question: Asked, rewording: Rewording) -> Asked:
    worded = replace(
        question,
        label=rewording.label or question.label,
        hint=rewording.hint or question.hint,
        needed=rewording.needed if question.needed and rewording.needed else question.needed,
    )
    match worded:
        case One() | Many() | Ranking() | Postcode() | Scale() if rewording.options:
            return replace(worded, options=_relabelled(worded.options, rewording.options))
        case Items():
            items = tuple(replace(item, label=rewording.items.get(item.code, item.label)) for item in worded.items)
            return replace(worded, options=_relabelled(worded.options, rewording.options), items=items)
    return worded


def _relabelled(options: Sequence[Option], labels: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(replace(option, label=labels.get(option.code, option.label)) for option in options)


def _source(question: Asked) -> str:
    """What a question's orders are named by: an item list may repeat an earlier one's."""
    return (question.shuffle_as if isinstance(question, Items) else "") or question.id


def _in_order(shown: Sequence[Shuffled], source: str, number: int) -> list[Shuffled]:
    """One of the orders: a permutation by hash, every second time reversed, turned by one place each time."""
    return [shown[place] for place in _permutation(tuple([each.code for each in shown]), source, number)]


@lru_cache(maxsize=64 * ORDERS)
def _permutation(codes: tuple[str, ...], source: str, number: int) -> tuple[int, ...]:
    """The places of the codes in one order. Kept, because sorting by hash took a send as long as finding its draft."""
    if not codes:
        return ()
    block, turn = divmod(number, len(codes))
    key = hashlib.sha256(f"{source} {block // 2}".encode()).digest()
    ordered = sorted(range(len(codes)), key=lambda place: hashlib.blake2b(codes[place].encode(), key=key).digest())
    if block % 2:
        ordered.reverse()
    return (*ordered[turn:], *ordered[:turn])


@lru_cache(maxsize=16 * ORDERS)
def _shuffle_options(options: tuple[Option, ...], source: str, number: int) -> tuple[Option, ...]:
    """Shuffle within each heading; what must not move keeps its place behind those that may. Kept for each order:
    doing it anew took a sixth of a send."""
    movable = [option for option in options if _movable(option)]
    fixed = [option for option in options if not _movable(option)]
    groups = groupby(_with_headings(movable), key=lambda pair: pair[0])
    shuffled_groups = [
        _headed(heading, _in_order([option for _, option in group], source, number)) for heading, group in groups
    ]
    return (*(option for group in shuffled_groups for option in group), *fixed)


def _movable(option: Option) -> bool:
    return not (option.exclusive or option.detail or option.role != Role.SUBSTANTIVE)


def _with_headings(options: Sequence[Option]) -> list[tuple[str, Option]]:
    heading = ""
    pairs = []
    for option in options:
        heading = option.heading or heading
        pairs.append((heading, option))
    return pairs


def _headed(heading: str, options: Sequence[Option]) -> list[Option]:
    """The heading stands above whichever option now comes first."""
    headings = (heading, *("" for _ in options[1:]))
    return [
        option if option.heading == words else replace(option, heading=words)
        for words, option in zip(headings, options, strict=True)
    ]
