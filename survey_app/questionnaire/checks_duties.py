"""What the law and the results contract ask of a question: a purpose, a way to refuse, a known ambition."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.checks_merges import merge_faults
from survey_app.questionnaire.definition import Asked, Information, One, Postcode, Questionnaire, Role, Scale
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import items_of, options_of, positions, questions_of

MOST_CHARACTERISTICS = 8

BY_LINK = "link"
"""What `characteristics` names so that everybody who reads results may compare groups by link or poster."""
"""Results contract, 28."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
HELP = re.compile(r"[a-z][a-z_]{0,19}")


def duty_faults(questionnaire: Questionnaire, ambitions: frozenset[str]) -> Iterator[Fault]:
    """Faults of purposes, sensitive questions, ambitions, characteristics and the start page's promises."""
    yield from _front_faults(questionnaire)
    for section in questionnaire.sections:
        if section.part == "about_you":
            for question in section.questions:
                if question.needed and not isinstance(question, Information):
                    yield Spot(section.id, question.id).fault(
                        "needed_about_you", "Questions about the person are never needed. Take `needed` out."
                    )
    for spot, question in questions_of(questionnaire):
        yield from _ambition_faults(spot, question, ambitions)
        yield from _information(spot, question) if isinstance(question, Information) else _purposes(spot, question)
        yield from _sensitive(spot, question)
        if question.unclear and (question.needed or not keys_of(question)):
            yield spot.fault("unclear_where_needed", "It has to be answered, or it is not asked. Take `unclear` out.")
        yield from _helps(spot, question)
    yield from _characteristics(questionnaire)
    yield from merge_faults(questionnaire)


def _front_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    start = questionnaire.start
    if not LANGUAGE.fullmatch(questionnaire.language) or len(questionnaire.language) > 20:
        yield Spot().fault("bad_language", f"{questionnaire.language} is no language tag. Write `en`, for one.")
    if not (start.about and start.privacy and questionnaire.thanks.next):
        yield Spot().fault(
            "missing_front_words", "Write start.about, start.privacy and thanks.next; people are owed them."
        )
    if start.minutes < 1 or start.kilobytes < 1:
        yield Spot().fault(
            "missing_cost", "Write start.minutes and start.kilobytes, 1 or more; the start page says them."
        )


def _ambition_faults(spot: Spot, question: Asked, ambitions: frozenset[str]) -> Iterator[Fault]:
    tagged = [(spot, question.ambitions)]
    tagged += [(spot.at(option.code), option.ambitions) for option in options_of(question)]
    tagged += [(spot.at(item.code), item.ambitions) for item in items_of(question)]
    for where, named in tagged:
        for ambition in named:
            if ambition not in ambitions:
                known = ", ".join(sorted(ambitions))
                yield where.fault("unknown_ambition", f"There is no ambition {ambition}. Use one of: {known}.")


def _information(spot: Spot, question: Information) -> Iterator[Fault]:
    if question.needed:
        yield spot.fault("needed_information", "There is nothing to answer. Take `needed` out.")


def _purposes(spot: Spot, question: Asked) -> Iterator[Fault]:
    if not question.purpose.strip():
        yield spot.fault("missing_purpose", "Write who uses the answer and for what, or do not ask.")
    if not question.source.strip():
        yield spot.fault("missing_source", "Write where the wording comes from; 'Own wording' is an answer.")


def _sensitive(spot: Spot, question: Asked) -> Iterator[Fault]:
    options = options_of(question)
    if question.sensitive and options and all(option.role is not Role.REFUSED for option in options):
        yield spot.fault("sensitive_without_refusal", "Add 'Prefer not to say' with the role refused.")
    if question.special_category and not question.sensitive:
        yield spot.fault(
            "special_category_not_sensitive", "Special-category answers are sensitive. Write sensitive = true."
        )
    if question.special_category and question.needed:
        yield spot.fault("needed_special_category", "The law asks that it be optional. Take `needed` out.")


def _helps(spot: Spot, question: Asked) -> Iterator[Fault]:
    for option in options_of(question):
        if option.help and not HELP.fullmatch(option.help):
            yield spot.at(option.code).fault(
                "bad_help", "Name the kind of help in lower-case letters and _, 20 at most."
            )


def _characteristics(questionnaire: Questionnaire) -> Iterator[Fault]:
    known = positions(questionnaire)
    names = questionnaire.characteristics
    if len(names) > MOST_CHARACTERISTICS:
        yield Spot().fault("too_many_characteristics", f"{len(names)} named; {MOST_CHARACTERISTICS} at most.")
    if len(set(names)) < len(names):
        yield Spot().fault("characteristic_twice", "Name each question once in `characteristics`.")
    for name in names:
        spot = Spot("", name)
        if name == BY_LINK:
            if questionnaire.audience == "staff":
                yield spot.fault("unfit_characteristic", "A link is a place. Staff surveys are not compared by link.")
        elif name not in known:
            yield spot.fault("unknown_characteristic", f"There is no question {name}. Correct `characteristics`.")
        elif not isinstance(known[name][1], One | Postcode | Scale):
            yield spot.fault("unfit_characteristic", "Groups need one answer each. Name a `one` or `scale` question.")
