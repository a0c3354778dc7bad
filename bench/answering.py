"""Made people: plausible answers by chance, page by page, to whatever a questionnaire asks of them."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

import msgspec
from msgspec import Struct

from survey_app.questionnaire.conditions import Circumstances, Value
from survey_app.questionnaire.definition import (
    Asked,
    Items,
    LongText,
    Many,
    Number,
    One,
    Option,
    Questionnaire,
    Role,
    Scale,
    ShortText,
)
from survey_app.questionnaire.presenting import exists, offered
from survey_app.questionnaire.reading import read
from survey_app.respond.journey import Draft, sent_answers, walk
from survey_app.respond.steps import State

Fields = dict[str, tuple[str, ...]]

BLANK: Final = 0.08
"""How often a question that may be left blank is."""

TYPED: Final = 0.4
"""How often somebody types something where they may."""

SENTENCES: Final = (
    "My son does it all for me, and I would like to do it by myself.",
    "The bus to the library stops at four, so I never get there when the computers are free.",
    "I gave up at the third page. It asked for a code that never came.",
    "It works well enough, thank you.",
    "Too many passwords, and the broadband here drops whenever it rains.",
)

TRIES: Final = 200
"""People drawn before giving up on one who reaches the end: a questionnaire turns some away, under 16 for one."""


class Person(Struct, frozen=True):
    """One made person: what they send on each page, the draft just before sending, and the answers as stored."""

    pages: tuple[tuple[str, Fields], ...]
    draft: Draft
    answers: str


def people(questionnaire: Questionnaire, count: int, seed: int = 1) -> list[Person]:
    """So many people who reach the end. The same seed makes the same people."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated
    return [_person(questionnaire, random) for _ in range(count)]


def on_the_way(person: Person) -> Iterator[tuple[str, Draft]]:
    """Each page of a person's journey, with their draft as it is when they come to it."""
    passed: dict[str, State] = {}
    fields: Fields = {}
    for section, page in person.pages:
        yield section, Draft(sections=dict(passed), fields=dict(fields), begun_minute=1)
        passed[section] = "passed"
        fields |= page


def _person(questionnaire: Questionnaire, random: Random) -> Person:
    for _ in range(TRIES):
        pages = _pages(questionnaire, random)
        if pages:
            break
    else:
        raise LookupError(f"nobody reaches the end of {questionnaire.title}")
    passed: dict[str, State] = {section: "passed" for section, _ in pages}
    fields = {name: values for _, page in pages for name, values in page.items()}
    draft = Draft(sections=passed, fields=fields, reviewed=True, begun_minute=1)
    journey = walk(questionnaire, draft, Circumstances(questionnaire.language))
    if journey.first_open() is not None:
        raise LookupError(f"an answer made for {questionnaire.title} was refused")
    stored = sent_answers(journey.steps, random.randbytes(16))
    return Person(tuple(pages), draft, msgspec.json.encode(stored).decode())


def _pages(questionnaire: Questionnaire, random: Random) -> list[tuple[str, Fields]]:
    """The pages of one journey; none when it ends before the end."""
    answers: dict[str, Value] = {}
    circumstances = Circumstances(questionnaire.language)
    pages: list[tuple[str, Fields]] = []
    for section in questionnaire.sections:
        if not exists(section, answers, circumstances):
            continue
        if section.ends is not None:
            return []
        page: Fields = {}
        for question in offered(section, answers, circumstances):
            typed = _fields(question, random)
            answers.update(read(question, typed).answers)
            page |= typed
        pages.append((section.id, page))
    return pages


def _fields(question: Asked, random: Random) -> Fields:
    """What one person sends for one question."""
    if not question.needed and random.random() < BLANK:
        return {}
    match question:
        case One() | Scale():
            return _with_detail(question.id, [_one(question.options, random)], random)
        case Many():
            return _with_detail(question.id, _many(question, random), random)
        case Items():
            return {f"{question.id}.{item.code}": (_one(question.options, random).code,) for item in question.items}
        case ShortText() | LongText():
            typed = question.needed or random.random() < TYPED
            return {question.id: (random.choice(SENTENCES)[: question.limit],)} if typed else {}
        case Number():
            return {question.id: (f"{random.randint(int(question.low), int(question.high))}",)}
        case _:  # information, and kinds that no survey that is measured asks
            return {}


def _one(options: Sequence[Option], random: Random) -> Option:
    """Substantive options likelier, and the first likelier than the last, so that tables are not flat."""
    weights = [(3 if option.role is Role.SUBSTANTIVE else 1) * (1 + 1 / (1 + n)) for n, option in enumerate(options)]
    return random.choices(options, weights)[0]


def _many(question: Many, random: Random) -> list[Option]:
    alone = [option for option in question.options if option.exclusive]
    together = [option for option in question.options if not option.exclusive]
    if alone and (not together or random.random() < 0.1):
        return [random.choice(alone)]
    most = min(question.most or 4, len(together))
    chosen = random.sample(together, random.randint(1, most))
    return [option for option in question.options if option in chosen]


def _with_detail(key: str, chosen: Sequence[Option], random: Random) -> Fields:
    fields: Fields = {key: tuple(option.code for option in chosen)}
    if any(option.detail for option in chosen) and random.random() < TYPED:
        fields[f"{key}-detail"] = (random.choice(SENTENCES),)
    return fields
