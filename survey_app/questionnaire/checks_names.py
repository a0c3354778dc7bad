"""Ids and codes: well formed, used once, and not words that the service needs for its own addresses."""

import re
from collections.abc import Iterable, Iterator

from survey_app.questionnaire.definition import Information, Questionnaire
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.variables import number_of
from survey_app.questionnaire.walking import items_of, options_of, questions_of

RESERVED_SECTIONS = frozenset(
    {
        "check",
        "clear",
        "contact-details",
        "help",
        "language",
        "news",
        "not-sent",
        "privacy",
        "send",
        "sent",
        "start",
        "static",
        "stop",
        "take-back",
        "team",
        "thanks",
        "code",
        "carry-on",
        "what-we-store",
        "withdraw",
    }
)
"""Last parts of a resident's addresses that are not sections."""

RESERVED_SLUGS = frozenset({"accessibility", "health", "help", "privacy", "static", "team"})
"""First parts of addresses that are not surveys."""

SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")
QUESTION = re.compile(r"[A-Z][A-Z0-9]*[0-9]+[a-z]?[0-9]?")
CODE = re.compile(r"[a-z0-9_]{1,40}")


def slug_faults(slug: str) -> Iterator[Fault]:
    """Faults of the questionnaire's folder, which is its address."""
    if slug in RESERVED_SLUGS or slug.startswith("practice-"):
        yield Spot().fault("reserved_slug", f"/{slug} is an address of the service. Give the folder another name.")
    if not SLUG.fullmatch(slug):
        yield Spot().fault("bad_slug", f"The folder {slug} must be lower-case letters, digits and dashes, 40 at most.")


def name_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of section ids, question ids, option and item codes, and printed numbers."""
    yield from _section_faults(questionnaire)
    yield from _question_faults(questionnaire)
    for spot, question in questions_of(questionnaire):
        yield from _code_faults(spot, "option", [option.code for option in options_of(question)])
        yield from _code_faults(spot, "item", [item.code for item in items_of(question)])
    yield from _number_faults(questionnaire)


def _section_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    ids = [section.id for section in questionnaire.sections]
    for name in _twice(ids):
        yield Spot(name).fault("duplicate_section_id", f"Two sections are called {name}. Rename one.")
    for name in ids:
        if not SLUG.fullmatch(name):
            yield Spot(name).fault("bad_section_id", "Use lower-case letters, digits and dashes, a letter first.")
        if name in RESERVED_SECTIONS:
            yield Spot(name).fault("reserved_section_id", f"{name} is an address of the service. Rename the section.")


def _question_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    spots = [spot for spot, _ in questions_of(questionnaire)]
    twice = set(_twice(spot.question for spot in spots))
    for spot in spots:
        if spot.question in twice:
            twice.discard(spot.question)
            yield spot.fault("duplicate_question_id", f"Two questions are called {spot.question}. Rename one.")
        if not QUESTION.fullmatch(spot.question) or len(spot.question) > 12:
            yield spot.fault("bad_question_id", "Use capitals, then digits, then at most a small letter, as in R09a.")


def _code_faults(spot: Spot, what: str, codes: list[str]) -> Iterator[Fault]:
    for code in _twice(codes):
        yield spot.at(code).fault(f"duplicate_{what}_code", f"Two {what}s have the code {code}. Change one of them.")
    for code in codes:
        if not CODE.fullmatch(code):
            yield spot.at(code).fault(f"bad_{what}_code", "Use lower-case letters, digits and _, 40 at most.")


def _number_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Two questions of one part that print the same number cannot be told apart on paper or by telephone."""
    printed: dict[tuple[str, str], str] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            number = number_of(question)
            if isinstance(question, Information) or not number:
                continue
            other = printed.setdefault((section.part, number), question.id)
            if other != question.id:
                yield Spot(section.id, question.id).fault(
                    "duplicate_number", f"{other} prints the number {number} too. Give one of them another `number`."
                )


def _twice(names: Iterable[str]) -> list[str]:
    """The names that stand more than once, each once, in order."""
    seen: set[str] = set()
    repeated: dict[str, None] = {}
    for name in names:
        if name in seen:
            repeated[name] = None
        seen.add(name)
    return list(repeated)
