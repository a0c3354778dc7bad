"""From a crowd to stored answers: everybody walks the real journey, so what is stored is what the product stores."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from math import isnan
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct

from survey_app.demo.crowd import Crowd, Ticked
from survey_app.demo.model import CHANNEL
from survey_app.questionnaire.conditions import Circumstances, Value
from survey_app.questionnaire.definition import Asked, Postcode, Questionnaire, Ranking
from survey_app.questionnaire.measured import range_of
from survey_app.questionnaire.places_given import places
from survey_app.questionnaire.reading import field_names
from survey_app.questionnaire.reading_postcodes import found_field
from survey_app.questionnaire.unclear import unclear_field
from survey_app.questionnaire.variables import FIFTHS, variables
from survey_app.respond.journey import Draft, Journey, sent_answers, walk
from survey_app.respond.steps import State

Typed: TypeAlias = tuple[str, ...]

SEED_BYTES: Final = 16
"""Of the seed by which one person's questions are shuffled."""

FIRST_SECTIONS: Final = 5
"""Whoever sends before the end has come to so many sections at least: these hold what a survey needs."""


class Answered(Struct, frozen=True):
    """What one pretend person sent. `place` is theirs in the crowd; `profile` are answers that are stored apart."""

    place: int
    draft: Draft
    answers: dict[str, Value]
    profile: dict[str, Value]
    help: str
    reached: str | None


class Asking(Struct, frozen=True):
    """A questionnaire, and what of it is needed for each person."""

    questionnaire: Questionnaire
    helps: Mapping[tuple[str, str], str]
    """The kind of help that an answer records."""
    apart: frozenset[str]
    """The keys that are stored apart."""


def asking_of(questionnaire: Questionnaire) -> Asking:
    """Look a questionnaire through once."""
    every = variables(questionnaire)
    helps = {(each.key, option.code): option.help for each in every for option in each.options if option.help}
    apart = {each.key for each in every if questionnaire.audience == "staff" and each.section.part == "about_you"}
    return Asking(questionnaire, helps, frozenset(apart))


def answered(asking: Asking, crowd: Crowd, early: float) -> Iterator[Answered]:
    """What everybody of a crowd sends. Nothing comes of those whom an answer sends away.

    Raises LookupError when the product would have refused an answer.
    """
    questionnaire = asking.questionnaire
    channels = _channels(crowd)
    seeds = crowd.random.bytes(SEED_BYTES * crowd.size)
    for place, draft in enumerate(drafts(questionnaire, crowd, early)):
        journey = walk(questionnaire, draft, Circumstances(crowd.variant, channels[place]))
        if journey.steps[-1].section.ends is not None:
            continue
        _refuse_problems(journey)
        start = place * SEED_BYTES
        yield _sent(asking, place, draft, journey, seeds[start : start + SEED_BYTES])


def drafts(questionnaire: Questionnaire, crowd: Crowd, early: float) -> Iterator[Draft]:
    """What each person of a crowd has typed just before sending. A share of them send before the end."""
    sections = questionnaire.sections
    columns = [
        (number, name, column)
        for number, section in enumerate(sections)
        for question in section.questions
        for name, column in _columns(crowd, question)
    ]
    names = [name for _, name, _ in columns]
    ends = _ends(crowd, len(sections), early)
    passed = {end: _passed(questionnaire, end) for end in set(ends)}
    widths = {end: sum(number < end for number, _, _ in columns) for end in set(ends)}
    rows = zip(*(column for _, _, column in columns), strict=True) if columns else repeat(())
    for end, row in zip(ends, rows, strict=False):
        pairs = zip(names[: widths[end]], row, strict=False)
        yield Draft(sections=passed[end], fields={name: typed for name, typed in pairs if typed}, reviewed=True)


def _sent(asking: Asking, place: int, draft: Draft, journey: Journey, seed: bytes) -> Answered:
    answers = sent_answers(journey.reached(), seed)
    unreached = journey.first_open()
    told = (asking.helps.get((key, value), "") for key, value in answers.items() if isinstance(value, str))
    profile = {key: value for key, value in answers.items() if key.partition("-")[0] in asking.apart}
    return Answered(
        place,
        draft,
        {key: value for key, value in answers.items() if key not in profile},
        profile,
        next((kind for kind in told if kind), ""),
        None if unreached is None else unreached.section.id,
    )


def _refuse_problems(journey: Journey) -> None:
    for step in journey.steps:
        for problem in step.problems:
            raise LookupError(f"An answer made up to {problem.key} is refused. Look at its rule: {problem}")


def _columns(crowd: Crowd, question: Asked) -> Iterator[tuple[str, Sequence[Typed]]]:
    """For each form field of a question, what each person sends."""
    ticks = unclear_field(question)
    for name in ticks:
        yield name, [(text,) if text else () for text in crowd.typed[name]]
    if isinstance(question, Ranking):
        yield from _ranks(crowd, question)
        return
    if isinstance(question, Postcode):
        yield found_field(question), _found(crowd, question)
        return
    for name in (each for each in field_names(question) if each not in ticks):
        if (one := crowd.picked.get(name)) is not None:
            codes: list[Typed] = [(code,) for code in one.codes]
            sent = [*codes, (), ()]  # the last two are for BLANK and NOT_ASKED, which count from the end
            yield name, [sent[place] for place in one.places.tolist()]
        elif (many := crowd.ticked.get(name)) is not None:
            yield name, _ticks(many)
        elif (numbers := crowd.numbers.get(name)) is not None and (known := range_of(question)) is not None:
            yield name, [(f"{each:.{known.decimals}f}",) if not isnan(each) else () for each in numbers.tolist()]
        elif (days := crowd.numbers.get(question.id)) is not None:
            yield name, [(_part(name, each),) if not isnan(each) else () for each in days.tolist()]
        elif name in crowd.typed:
            yield name, [(text,) if text else () for text in crowd.typed[name]]


def _found(crowd: Crowd, question: Postcode) -> list[Typed]:
    """The area of each person's postcode, with any of the fifths."""
    one = crowd.picked[question.id]
    fifths = crowd.random.choice([option.code for option in FIFTHS], crowd.size).tolist()
    pairs = zip(one.places.tolist(), fifths, strict=True)
    return [(one.codes[place], str(fifth)) if place >= 0 else () for place, fifth in pairs]


def _ranks(crowd: Crowd, question: Ranking) -> Iterator[tuple[str, Sequence[Typed]]]:
    """For each option of a ranking, the place that each person gives it."""
    columns = [(str(place), crowd.picked[f"{question.id}.{place}"].places) for place in places(question)]
    for number, option in enumerate(question.options):
        given = np.full(crowd.size, "", dtype=np.object_)
        for place, chosen in columns:
            given[chosen == number] = place
        yield f"{question.id}.{option.code}", [(each,) if each else () for each in given.tolist()]


def _part(name: str, day: float) -> str:
    """What stands in one box of a date."""
    return str(getattr(date.fromordinal(int(day)), name.rpartition(".")[2]))


def _ticks(many: Ticked) -> list[Typed]:
    """The codes ticked by each person; each combination is put together once."""
    marks = (many.ticks @ (1 << np.arange(len(many.codes)))).tolist()
    known = {mark: tuple(code for place, code in enumerate(many.codes) if mark >> place & 1) for mark in set(marks)}
    return [known[mark] for mark in marks]


def _ends(crowd: Crowd, sections: int, early: float) -> list[int]:
    """For each person, how many of the sections they came to before they sent."""
    stops = crowd.random.integers(min(FIRST_SECTIONS, sections), sections + 1, crowd.size)
    ends: list[int] = np.where(crowd.chance(early), stops, sections).tolist()
    return ends


def _passed(questionnaire: Questionnaire, end: int) -> dict[str, State]:
    return {section.id: "passed" for section in questionnaire.sections[:end]}


def _channels(crowd: Crowd) -> list[str]:
    """The channel of each person: the web, but for those of the fact who telephone or write on paper."""
    column = crowd.picked[CHANNEL]
    words = [code if code in {"telephone", "paper"} else "web" for code in column.codes]
    return [words[place] for place in column.places.tolist()]
