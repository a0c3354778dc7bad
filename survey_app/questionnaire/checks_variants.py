"""Variants: a language that Soundings has, words for what is there, and in Easy Read a survey that still works."""

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.checks_choices import choice_faults
from survey_app.questionnaire.checks_conditions import condition_faults
from survey_app.questionnaire.checks_pages import page_faults
from survey_app.questionnaire.checks_routes import route_faults
from survey_app.questionnaire.checks_translations import translation_faults
from survey_app.questionnaire.conditions import Not, VariantIs
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.languages import LANGUAGES, is_easy_read, tag_of
from survey_app.questionnaire.proving import both, possible, steps
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.walking import options_of, positions, questions_of
from survey_app.questionnaire.wording import Wording

MOST_OPTIONS = 6
"""Options of one page of Easy Read (interaction contract, 23)."""


class Known(Struct, frozen=True):
    """What is known beside the questionnaire: its organisation's names as (code, label), and the pictures there are."""

    names: frozenset[tuple[str, str]] = frozenset()
    pictures: frozenset[str] | None = None
    """None where nobody looked."""


def variant_faults(questionnaire: Questionnaire, known: Known) -> Iterator[Fault]:
    """Faults of every wording, each with its variant."""
    for variant, wording in questionnaire.wordings.items():
        for fault in _faults_of(questionnaire, variant, wording, known):
            yield replace(fault, variant=variant)


def _faults_of(questionnaire: Questionnaire, variant: str, wording: Wording, known: Known) -> Iterator[Fault]:
    yield from _tag_faults(questionnaire, variant)
    yield from _review_faults(wording)
    yield from translation_faults(questionnaire, variant, wording, known.names)
    yield from _picture_faults(questionnaire, wording, known.pictures)
    yield from _extent_faults(questionnaire, variant, wording)
    if wording.leaves_out or any(words.offers for words in wording.questions.values()):
        yield from _shortened_faults(questionnaire, variant)


def _tag_faults(questionnaire: Questionnaire, variant: str) -> Iterator[Fault]:
    language = tag_of(variant)
    if variant == questionnaire.language:
        yield Spot().fault("own_language", f"The questionnaire itself is in {variant}. Change its words there.")
    elif language not in LANGUAGES:
        yield Spot().fault(
            "unknown_language", f"Soundings has no words for buttons in {language}. Use one of: {', '.join(LANGUAGES)}."
        )


def _review_faults(wording: Wording) -> Iterator[Fault]:
    if wording.reviewed is not None and not wording.reviewed.by.strip():
        yield Spot().fault("review_by_nobody", "Write in what role somebody reviewed it: reviewed.by. Never a name.")


def _picture_faults(
    questionnaire: Questionnaire, wording: Wording, pictures: Collection[str] | None
) -> Iterator[Fault]:
    sections = {question.id: spot.section for spot, question in questions_of(questionnaire)}
    for name, words in wording.questions.items():
        spot = Spot(sections.get(name, ""), name)
        for code, picture in {"": words.picture, **words.pictures}.items():
            if picture and pictures is not None and picture not in pictures:
                yield spot.at(code).fault("picture_missing", f"There is no static/pictures/{picture}.svg. Draw it.")


def _extent_faults(questionnaire: Questionnaire, variant: str, wording: Wording) -> Iterator[Fault]:
    """Faults of what a variant leaves out and offers."""
    known = positions(questionnaire)
    sections = {section.id for section in questionnaire.sections}
    if not is_easy_read(variant):
        yield from _easy_read_alone(wording)
        return
    for name in wording.leaves_out:
        if name not in known and name not in sections:
            yield Spot().fault("leaves_out_unknown", f"There is no section or question {name} to leave out.")
    for spot, question in questions_of(questionnaire):
        if question.needed and {spot.section, question.id} & set(wording.leaves_out):
            yield spot.fault("needed_left_out", f"{question.id} needs an answer from everybody. Do not leave it out.")
    for name, words in wording.questions.items():
        spot = Spot("" if name not in known else questionnaire.sections[known[name][0]].id, name)
        codes = {option.code for option in options_of(known[name][1])} if name in known else set(words.offers)
        for code in words.offers:
            if code not in codes:
                yield spot.at(code).fault("offers_unknown", f"{name} has no option {code}. Offer one that it has.")
        if len(words.offers) > MOST_OPTIONS:
            yield spot.fault(
                "offers_too_many", f"{len(words.offers)} options on a page of Easy Read; {MOST_OPTIONS} at most."
            )


def _easy_read_alone(wording: Wording) -> Iterator[Fault]:
    if wording.leaves_out:
        yield Spot().fault("not_easy_read", "Only Easy Read leaves something out. Take `leaves_out` away.")
    for name, words in wording.questions.items():
        if words.offers or words.picture or words.pictures:
            yield Spot(question=name).fault(
                "not_easy_read", "Only Easy Read has `offers`, `picture` and `pictures`. Take them away."
            )


def _shortened_faults(questionnaire: Questionnaire, variant: str) -> Iterator[Fault]:
    """What the questionnaire proves of itself must hold of what is left of it."""
    shortened = in_variant(questionnaire, variant)
    whole = {(fault.name, fault.section, fault.question, fault.code) for fault in _structure_faults(questionnaire)}
    found = [
        fault
        for fault in _structure_faults(shortened)
        if (fault.name, fault.section, fault.question, fault.code) not in whole
    ]
    for fault in found:
        yield replace(fault, name=f"shortened_{fault.name}", remedy=f"In {variant}: {fault.remedy}")
    if not found:
        yield from _dead_end(shortened, variant)


def _structure_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    yield from page_faults(questionnaire)
    yield from (fault for fault in choice_faults(questionnaire) if fault.name != "outside_without_dont_know")
    lost = tuple(condition_faults(questionnaire))
    yield from lost or route_faults(questionnaire)


def _dead_end(shortened: Questionnaire, variant: str) -> Iterator[Fault]:
    """In this variant alone somebody must come past every section that ends the survey."""
    endings = [Not(both(section.when)) for section in shortened.sections if section.ends]
    if endings and possible(both(VariantIs(variant), *endings), steps(shortened)) is False:
        yield Spot().fault("variant_dead_end", f"Everybody is stopped in {variant}, so nothing can be sent.")
