"""Whether any way of answering makes a condition true: a search through what can be answered, in order.

Each question that matters is given each answer that matters, in the order of the questionnaire, with three-valued
truth for what is not yet decided, so that a branch is left as soon as it is settled. Exact within its limit.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import product

from msgspec import Struct

from survey_app.questionnaire.conditions import (
    All,
    Answers,
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
    Value,
    VariantIs,
    holds,
    questions_in,
)
from survey_app.questionnaire.definition import Asked, Items, Many, Number, Option, Questionnaire
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.measured import PENCE
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import leaves, options_of

LIMIT = 20_000
"""Steps after which a search gives up; a questionnaire that people can follow needs a few hundred."""


class Step(Struct, frozen=True):
    """One key that can be answered: the question that it is of, and when it is asked."""

    key: str
    question: Asked
    asked: Condition


class Partial(Struct, frozen=True):
    """Answers so far. A key that is absent is undecided; `open` has a many-choice's codes that still are."""

    answers: Answers
    open: Mapping[str, tuple[str, ...]]
    circumstances: Circumstances


def both(*conditions: Condition | None) -> Condition:
    """The condition that is true when all of these are; one that is not there is true."""
    return All(tuple(condition for condition in conditions if condition is not None))


def steps(questionnaire: Questionnaire) -> dict[str, Step]:
    """Every key that can be answered, in order; after a section that ends, only those whom it did not end."""
    found: dict[str, Step] = {}
    carried_on: list[Condition] = []
    for section in questionnaire.sections:
        if section.ends:
            carried_on.append(Not(both(section.when)))
        for question in section.questions:
            asked = both(*carried_on, section.when, question.when)
            if isinstance(question, Items):
                for item in question.items:
                    key = f"{question.id}.{item.code}"
                    found[key] = Step(key, question, both(asked, item.when))
            else:
                found |= {key: Step(key, question, asked) for key in keys_of(question)}
    return found


def possible(goal: Condition, known: Mapping[str, Step], limit: int = LIMIT) -> bool | None:
    """Whether some way of answering makes the goal true; None where the limit was too low to tell."""
    order, tests = _relevant(goal, known)
    waiting = [Partial({}, {}, each) for each in _circumstances(tests)]
    for _ in range(limit):
        if not waiting:
            return False
        partial = waiting.pop()
        settled = _truth(goal, partial)
        if settled:
            return True
        if settled is None:
            waiting.extend(_branches(partial, order, tests))
    return None


def _relevant(goal: Condition, known: Mapping[str, Step]) -> tuple[tuple[Step, ...], tuple[Condition, ...]]:
    """The keys that decide about the goal, directly or by way of others, and every single test among them."""
    tests = list(leaves(goal))
    keys: set[str] = set()
    waiting = set(questions_in(goal))
    while waiting:
        key = waiting.pop()
        keys.add(key)
        for condition in (known[key].asked, *(option.when for option in options_of(known[key].question))):
            tests.extend(leaves(condition))
            waiting |= set(questions_in(condition)) - keys
    return tuple(step for key, step in known.items() if key in keys), tuple(tests)


def _circumstances(tests: tuple[Condition, ...]) -> Iterator[Circumstances]:
    """Every wording and channel that a test names, and one that none does."""
    variants = {"", *(test.variant for test in tests if isinstance(test, VariantIs))}
    channels = {"", *(test.channel for test in tests if isinstance(test, ChannelIs))}
    for variant, channel in product(sorted(variants), sorted(channels)):
        yield Circumstances(variant, channel)


def _truth(condition: Condition, partial: Partial) -> bool | None:
    """Kleene's three values: None while what is undecided could make it either."""
    match condition:
        case All(conditions):
            found = {_truth(each, partial) for each in conditions}
            return False if False in found else None if None in found else True
        case AnyOf(conditions):
            found = {_truth(each, partial) for each in conditions}
            return True if True in found else None if None in found else False
        case Not(inner):
            opposite = _truth(inner, partial)
            return None if opposite is None else not opposite
        case VariantIs() | ChannelIs():
            return holds(condition, partial.answers, partial.circumstances)
    return _leaf_truth(condition, partial)


def _leaf_truth(leaf: Condition, partial: Partial) -> bool | None:
    key = next(questions_in(leaf))
    if key not in partial.answers:
        return None
    if holds(leaf, partial.answers, partial.circumstances):
        return True
    still = partial.open.get(key, ())
    if isinstance(leaf, Includes) and leaf.code in still:
        return None
    ticked = partial.answers[key]
    if isinstance(leaf, CountAtLeast) and isinstance(ticked, tuple) and len(ticked) + len(still) >= leaf.count:
        return None
    return False


def _branches(partial: Partial, order: tuple[Step, ...], tests: tuple[Condition, ...]) -> Iterator[Partial]:
    """Each way to decide the first thing that is undecided."""
    step = next(each for each in order if each.key not in partial.answers or partial.open.get(each.key))
    question = step.question
    if partial.open.get(step.key) and isinstance(question, Many):
        yield from _ticks(partial, question)
    elif not _truth(step.asked, partial):
        yield _decided(partial, step.key, None)
    elif isinstance(question, Many):
        yield _decided(partial, step.key, (), _codes_that_matter(question, _offered(question, partial), tests))
    else:
        for value in _values(step, partial, tests):
            yield _decided(partial, step.key, value)


def _decided(partial: Partial, key: str, value: Value, still: tuple[str, ...] = ()) -> Partial:
    return Partial({**partial.answers, key: value}, {**partial.open, key: still}, partial.circumstances)


def _offered(question: Asked, partial: Partial) -> tuple[Option, ...]:
    return tuple(option for option in options_of(question) if option.when is None or _truth(option.when, partial))


def _codes_that_matter(question: Many, offered: tuple[Option, ...], tests: tuple[Condition, ...]) -> tuple[str, ...]:
    """The codes that a test names, first; all the others too where ticks are counted or one is needed."""
    named = {test.code for test in tests if isinstance(test, Includes) and test.question == question.id}
    counted = any(isinstance(test, CountAtLeast) and test.question == question.id for test in tests)
    codes = sorted((option.code for option in offered), key=lambda code: code not in named)
    return tuple(code for code in codes if code in named or counted or question.needed)


def _ticks(partial: Partial, question: Many) -> Iterator[Partial]:
    """The next code ticked, with what that rules out, or not ticked."""
    ticked = partial.answers[question.id]
    code, *rest = partial.open[question.id]
    if not isinstance(ticked, tuple):
        return
    if rest or ticked or not question.needed:
        yield _decided(partial, question.id, ticked, tuple(rest))
    exclusive = {option.code for option in question.options if option.exclusive}
    full = code in exclusive or len(ticked) + 1 == question.most
    beside = () if full else tuple(other for other in rest if other not in exclusive)
    yield _decided(partial, question.id, (*ticked, code), beside)


def _values(step: Step, partial: Partial, tests: tuple[Condition, ...]) -> Iterator[Value]:
    """One value for each that the tests can tell apart, blank among them where it is allowed."""
    if not step.question.needed:
        yield None
    if isinstance(step.question, Number | Money):
        yield from _numbers(step.question, tests)
        return
    offered = [option.code for option in _offered(step.question, partial)]
    named: set[str] = set()
    for test in tests:
        match test:
            case Is(step.key, code):
                named.add(code)
            case IsAnyOf(step.key, codes):
                named.update(codes)
    yield from (code for code in offered if code in named)
    yield from [code for code in offered if code not in named][:1]


def _numbers(question: Number | Money, tests: tuple[Condition, ...]) -> Iterator[float]:
    """Each bound that a test names, one step below and above it, and the ends of the range."""
    digits = PENCE if isinstance(question, Money) else min(max(question.decimals, 0), 6)
    size = 10.0**-digits
    edges = {question.low, question.high}
    for test in tests:
        if isinstance(test, NumberBetween) and test.question == question.id:
            edges |= {min(max(edge, question.low), question.high) for edge in (test.low, test.high)}
    near = {round((math.floor(edge / size) + offset) * size, digits) for edge in edges for offset in (-1, 0, 1)}
    yield from sorted(number for number in near if question.low <= number <= question.high)
