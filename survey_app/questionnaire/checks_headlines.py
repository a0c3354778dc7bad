"""Headlines are made of what is there: questions with codes, and headlines that were declared before."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_app.questionnaire.definition import Asked, Items, Many, One, Postcode, Questionnaire, Scale, Section
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.headline_rows import headlines_of
from survey_app.questionnaire.headlines import Answer, AnyKind, CountHeadline, MostHeadline, parts_of
from survey_app.questionnaire.walking import items_of, options_of, positions

MOST_HEADLINES: Final = 80
"""Figures and their parts, each row of an item list counted: more, and nothing is a headline."""

MOST_PARTS: Final = 12
"""Headlines that one may be made of: each number of them is a row."""

CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def headline_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of codes, questions, answers and parts."""
    known = positions(questionnaire)
    declared: set[str] = set()
    every = headlines_of(questionnaire)
    if len(every) > MOST_HEADLINES:
        yield Spot().fault("too_many_headlines", f"{len(every)} declared; {MOST_HEADLINES} at most.")
    for headline in questionnaire.headlines:
        spot = Spot("headlines", "", headline.code)
        if not CODE.fullmatch(headline.code):
            yield spot.fault("bad_code", "Write lower-case letters, digits and _, a letter first, 40 at most.")
        if headline.code in declared:
            yield spot.fault("code_twice", f"There are two headlines {headline.code}. Give one another code.")
        if not headline.label.strip():
            yield spot.fault("missing_label", "Write what the figure is, such as 'Are offline'.")
        declared.add(headline.code)
    rows: set[str] = set()
    for each in every:
        spot = Spot("headlines", "", each.code)
        if isinstance(each, Answer | MostHeadline):
            yield from _question_faults(questionnaire, spot, each, known)
        else:
            yield from _part_faults(spot, each, rows)
        if not isinstance(each, MostHeadline | CountHeadline) or not _is_distribution(each):
            rows.add(each.code)


def _is_distribution(headline: AnyKind) -> bool:
    """Whether it has no yes and no, and so cannot be a part of others."""
    if isinstance(headline, CountHeadline):
        return headline.at_least is None and headline.at_most is None
    return isinstance(headline, MostHeadline)


def _part_faults(spot: Spot, headline: AnyKind, before: set[str]) -> Iterator[Fault]:
    parts = parts_of(headline)
    if not 1 <= len(parts) <= MOST_PARTS:
        yield spot.fault("bad_parts", f"Name 1 to {MOST_PARTS} headlines in `of`.")
    for part in parts:
        if part not in before:
            yield spot.fault("unknown_headline", f"No headline {part} with a yes and a no stands before this one.")
    if len(set(parts)) < len(parts):
        yield spot.fault("part_twice", "Name each headline once.")
    if isinstance(headline, CountHeadline):
        bounds = [each for each in (headline.at_least, headline.at_most) if each is not None]
        if any(not 0 <= each <= len(parts) for each in bounds) or bounds != sorted(bounds):
            yield spot.fault("bad_bounds", f"Of {len(parts)} headlines, 0 to {len(parts)} can hold. Change the bounds.")


def _question_faults(
    questionnaire: Questionnaire, spot: Spot, headline: Answer | MostHeadline, known: Mapping[str, tuple[int, Asked]]
) -> Iterator[Fault]:
    name, dot, item = headline.question.partition(".")
    if name not in known or (dot and item not in {row.code for row in items_of(known[name][1])}):
        yield spot.fault("unknown_question", f"There is no question {headline.question}. Correct it.")
        return
    position, question = known[name]
    if not isinstance(question, One | Postcode | Scale | Many | Items) or (not dot and isinstance(question, Items)):
        yield spot.fault("unfit_headline", f"{name} has no codes to count. Name a question with options, or one row.")
        return
    if _apart(questionnaire, questionnaire.sections[position]):
        yield spot.fault("headline_of_equality", "Staff's equality answers stand alone. Take this headline out.")
    if isinstance(headline, MostHeadline):
        if headline.top < 1:
            yield spot.fault("bad_bounds", "Show one answer or more. Change `top`.")
        return
    codes = {option.code for option in options_of(question)}
    if not headline.codes:
        yield spot.fault("no_codes", "Name the answers that count in `codes`.")
    for code in (*headline.codes, *headline.without):
        if code not in codes:
            yield spot.fault("unknown_code", f"{name} has no option {code}. Use one of its codes.")
    if headline.without and not isinstance(question, Many):
        yield spot.fault("unfit_headline", f"{name} has one answer, so nothing is ticked besides. Take `without` out.")
    if set(headline.codes) & set(headline.without):
        yield spot.fault("code_twice", "An answer both counts and does not. Name it once.")


def _apart(questionnaire: Questionnaire, section: Section) -> bool:
    """Whether a section's answers stand in a table of their own (results contract, 30)."""
    return questionnaire.audience == "staff" and section.part == "about_you"
