"""Asking a crowd: a questionnaire's questions in their order, each of those who come to it."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from survey_app.demo.crowd import Crowd, Mask, whom
from survey_app.demo.drawing import draw_many, draw_one, draw_ranking, leave_out, untick_too_few, who_types
from survey_app.demo.model import Made, Model, Rule, rule_of
from survey_app.demo.texts import write
from survey_app.questionnaire.definition import (
    Asked,
    Information,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Role,
    Scale,
    ShortText,
)
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.kinds_personal import Email, Phone
from survey_app.questionnaire.measured import measured_range
from survey_app.questionnaire.places_given import places
from survey_app.questionnaire.reading import DETAIL_LIMIT
from survey_app.questionnaire.unclear import TICKED, unclear_field

SUBSTANTIVE_WEIGHT: Final = 10.0
"""How much likelier an option with a meaning of its own is, where no rule says anything of the question."""

NOT_UNDERSTOOD: Final = 0.01
"""The share of people who do not understand a question."""

DETAIL_SHARE: Final = 0.6
"""How many of those who choose "something else" say what."""


def ask(crowd: Crowd, questionnaire: Questionnaire, made: Made) -> None:
    """Draw what everybody answers to everything that they are asked."""
    for section in questionnaire.sections:
        here = whom(section.when, crowd)
        for question in section.questions:
            blank = crowd.chance(_blank(question, made.model)) | _not_understood(crowd, question)
            _answer(crowd, question, made, here & whom(question.when, crowd), blank)


def _not_understood(crowd: Crowd, question: Asked) -> Mask:
    """Who ticks "I don't understand this question": drawn apart, so that all other answers are the same without it."""
    if not question.unclear:
        return crowd.none()
    ticks: Mask = crowd.random.spawn(1)[0].random(crowd.size) < NOT_UNDERSTOOD
    crowd.typed[unclear_field(question)[0]] = [TICKED if ticked else "" for ticked in ticks.tolist()]
    return ticks


def _answer(crowd: Crowd, question: Asked, made: Made, asked: Mask, blank: Mask) -> None:
    match question:
        case One() | Scale():
            _choose(crowd, question.id, _rule(made.model, question.id, question.options), question.options)
            leave_out(crowd, question.id, asked, blank)
        case Many():
            rule, options = _rule(made.model, question.id, question.options), question.options
            draw_many(
                crowd, question.id, rule, _codes(options), _alone(options), question.most, _offered(crowd, options)
            )
            untick_too_few(crowd, question.id, _alone(options), question.least)
            leave_out(crowd, question.id, asked, blank)
        case Postcode():
            _choose(crowd, question.id, _rule(made.model, question.id, question.options), question.options)
            leave_out(crowd, question.id, asked, blank)
        case Ranking():
            rule, options = _rule(made.model, question.id, question.options), question.options
            draw_ranking(crowd, question.id, rule, _codes(options), len(places(question)), _offered(crowd, options))
            for place in places(question):
                leave_out(crowd, f"{question.id}.{place}", asked, blank)
        case Items():
            for item in question.items:
                key, rule = f"{question.id}.{item.code}", _rule(made.model, question.id, question.options, item.code)
                _choose(crowd, key, rule, question.options)
                alone = crowd.chance(0.0 if question.needed else made.model.blank / 3)
                leave_out(crowd, key, asked & whom(item.when, crowd), blank | alone)
        case ShortText() | LongText():
            types = asked & who_types(crowd, rule_of(made.model, question.id))
            crowd.typed[question.id] = _written(crowd, made, question.id, types, question.limit)
        case Number() | Money() | Date() | Month():
            known = measured_range(question)
            numbers = crowd.random.uniform(known.low, known.high, crowd.size)
            crowd.numbers[question.id] = np.round(numbers, known.decimals)
            leave_out(crowd, question.id, asked, blank)
        case Information() | Email() | Phone():
            pass
    if isinstance(question, One | Many):
        _say_what(crowd, question, made)


def _choose(crowd: Crowd, key: str, rule: Rule, options: Sequence[Option]) -> None:
    draw_one(crowd, key, rule, _codes(options), [option.score for option in options], _offered(crowd, options))


def _say_what(crowd: Crowd, question: One | Many, made: Made) -> None:
    """Fill the box under "something else" for some of those who chose it."""
    other = next((place for place, option in enumerate(question.options) if option.detail), None)
    if other is None:
        return
    if (one := crowd.picked.get(question.id)) is not None:
        chose: Mask = one.places == other
    else:
        many = crowd.ticked[question.id]
        chose = many.ticks[:, other] & many.asked
    key = f"{question.id}-detail"
    crowd.typed[key] = _written(crowd, made, key, chose & crowd.chance(DETAIL_SHARE), DETAIL_LIMIT)


def _written(crowd: Crowd, made: Made, key: str, types: Mask, limit: int) -> list[str]:
    topics = made.texts.get(key)
    return write(crowd, types, topics, limit) if topics else [""] * crowd.size


def _rule(model: Model, question: str, options: Sequence[Option], item: str = "") -> Rule:
    """The rule; where there is none, one by the options' roles."""
    rule = rule_of(model, question, item)
    if rule != Rule():
        return rule
    substantive = [option for option in options if option.role is Role.SUBSTANTIVE]
    return Rule(
        weights={option.code: SUBSTANTIVE_WEIGHT for option in substantive},
        ticks={option.code: 1 / (1 + len(substantive)) for option in substantive},
    )


def _blank(question: Asked, model: Model) -> float:
    own = rule_of(model, question.id).blank
    return 0.0 if question.needed else model.blank if own is None else own


def _alone(options: Sequence[Option]) -> dict[str, bool]:
    """The options that go with no other; the first that says "none of these" is meant where nothing is ticked."""
    alone = {option.code: False for option in options if option.exclusive}
    nothing = next((option.code for option in options if option.exclusive and option.role is Role.NONE), None)
    return alone if nothing is None else alone | {nothing: True}


def _codes(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(option.code for option in options)


def _offered(crowd: Crowd, options: Sequence[Option]) -> list[Mask]:
    return [whom(option.when, crowd) for option in options]
