"""A questionnaire in one of its variants: the same structure and codes, in that variant's words and extent."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from survey_app.questionnaire.conditions import All, Condition, Includes
from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.definition import (
    Asked,
    Ending,
    Item,
    Items,
    Many,
    Number,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Scale,
    Section,
)
from survey_app.questionnaire.kept_words import kept
from survey_app.questionnaire.languages import is_easy_read, tag_of
from survey_app.questionnaire.page_numbers import numbered_pages
from survey_app.questionnaire.question import Rewording
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.walking import options_of
from survey_app.questionnaire.wording import ContactWords, QuestionWords, RewordingWords, SectionWords, Wording
from survey_app.questionnaire.wording_places import with_words

VARIANT: Final = re.compile(r"[a-z]{2,3}(-easyread)?")
"""A language's tag, and whether it is Easy Read."""

KEPT: Final = 64
"""How many are kept: more than a council has versions and variants under way."""

_kept: OrderedDict[tuple[int, str], tuple[Questionnaire, Questionnaire]] = OrderedDict()


def variants_of(questionnaire: Questionnaire, *, drafts: bool) -> tuple[str, ...]:
    """The variants in which it can be answered, its own language first; those not reviewed only with `drafts`."""
    worded = sorted(name for name, wording in questionnaire.wordings.items() if drafts or wording.reviewed)
    return (questionnaire.language, *worded)


def is_offered(questionnaire: Questionnaire, variant: str, *, drafts: bool) -> bool:
    """Whether it can be answered in a variant; one that is not reviewed only with `drafts`."""
    if variant == questionnaire.language:
        return True
    wording = questionnaire.wordings.get(variant)
    return wording is not None and (drafts or wording.reviewed is not None)


def in_variant(questionnaire: Questionnaire, variant: str) -> Questionnaire:
    """The questionnaire as a variant has it; itself in its own language.

    What is left out is removed, options are those offered, and words that the overlay lacks stay as they are, marked
    with their language where it is another. Kept by identity beside the questionnaire itself, whose id so stays its
    own. Raises LookupError for a variant that it lacks.
    """
    if variant == questionnaire.language:
        return questionnaire
    if variant not in questionnaire.wordings:
        raise LookupError(f"{questionnaire.title} has no variant {variant}")
    key = (id(questionnaire), variant)
    known = _kept.get(key)
    if known is not None:
        return known[1]
    made = _worded(_with_marks(questionnaire, variant), variant, questionnaire.wordings[variant])
    _kept[key] = (questionnaire, made)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
    return made


def _with_marks(questionnaire: Questionnaire, variant: str) -> Questionnaire:
    """The questionnaire with every text marked as of its own language, for a variant in another."""
    if tag_of(variant) == questionnaire.language:
        return questionnaire
    words = {text.place: kept(text.words, questionnaire.language) for text in texts(questionnaire) if text.place}
    marked = _worded(questionnaire, questionnaire.language, with_words(Wording(), words))
    sections = (
        replace(section, questions=tuple(_titled(question, questionnaire.language) for question in section.questions))
        for section in marked.sections
    )
    return replace(marked, sections=tuple(sections))


def _titled(question: Asked, language: str) -> Asked:
    """The question with its official titles marked as of a language: no wording has words for them."""
    match question:
        case One() | Many() | Ranking() | Postcode() | Scale():
            return replace(question, options=tuple(_official(question.options, language)))
        case Items():
            rows = tuple(replace(item, official=kept(item.official, language)) for item in question.items)
            return replace(question, options=tuple(_official(question.options, language)), items=rows)
        case _:
            return question


def _official(options: Iterable[Option], language: str) -> Iterator[Option]:
    return (replace(option, official=kept(option.official, language)) for option in options)


def _worded(questionnaire: Questionnaire, variant: str, wording: Wording) -> Questionnaire:
    start, thanks = questionnaire.start, questionnaire.thanks
    sections = tuple(_sections(questionnaire, wording))
    if is_easy_read(variant):
        sections = tuple(numbered_pages(sections))
    asked = {question.id for section in sections for question in section.questions}
    return replace(
        questionnaire,
        title=_words(questionnaire.title, wording.title),
        language=tag_of(variant),
        wordings={},
        start=replace(
            start,
            about=_paragraphs(start.about, wording.start.about),
            privacy=_paragraphs(start.privacy, wording.start.privacy),
            other_ways=_paragraphs(start.other_ways, wording.start.other_ways),
            last_time=_paragraphs(start.last_time, wording.start.last_time),
        ),
        thanks=replace(thanks, next=_paragraphs(thanks.next, wording.thanks.next)),
        contact=_contact(questionnaire.contact, wording.contact),
        sections=sections,
        characteristics=tuple(name for name in questionnaire.characteristics if name.partition(".")[0] in asked),
        merges={name: merges for name, merges in questionnaire.merges.items() if name in asked},
        quadrants=tuple(each for each in questionnaire.quadrants if {each.up, each.across} <= asked),
    )


def _sections(questionnaire: Questionnaire, wording: Wording) -> Iterator[Section]:
    """The sections that are in this variant; one that loses every question goes with them."""
    gone = set(_not_offered(questionnaire, wording))
    heading = ""
    for section in questionnaire.sections:
        words = wording.sections.get(section.id, SectionWords())
        heading = _words(section.heading, words.heading) or heading
        asked = tuple(
            _question(question, wording.questions.get(question.id, QuestionWords()), gone)
            for question in section.questions
            if question.id not in wording.leaves_out
        )
        if section.id in wording.leaves_out or (section.questions and not asked):
            continue
        yield replace(
            section,
            title=_words(section.title, words.title),
            heading=heading,
            text=_paragraphs(section.text, words.text),
            questions=asked,
            ends=_ending(section.ends, words),
        )
        heading = ""


def _not_offered(questionnaire: Questionnaire, wording: Wording) -> Iterator[tuple[str, str]]:
    """Every option that this variant does not offer, by its question's id and its code."""
    for section in questionnaire.sections:
        for question in section.questions:
            out = section.id in wording.leaves_out or question.id in wording.leaves_out
            offers = wording.questions.get(question.id, QuestionWords()).offers
            for option in options_of(question):
                if out or (offers and option.code not in offers):
                    yield question.id, option.code


def _question(question: Asked, words: QuestionWords, gone: set[tuple[str, str]]) -> Asked:
    worded = replace(
        question,
        label=_words(question.label, words.label),
        hint=_words(question.hint, words.hint),
        needed=_words(question.needed, words.needed),
        rewordings=tuple(_rewordings(question.rewordings, words.rewordings)),
        picture=words.picture or question.picture,
    )
    match worded:
        case One() | Many() | Ranking() | Postcode() | Scale():
            return replace(worded, options=tuple(_options(worded, words, gone)))
        case Items():
            rows = tuple(_row(item, words.items) for item in worded.items)
            return replace(worded, options=tuple(_options(worded, words, gone)), items=rows)
        case Number():
            return replace(worded, unit=_words(worded.unit, words.unit))
        case _:
            return worded


def _options(
    question: One | Many | Ranking | Postcode | Scale | Items, words: QuestionWords, gone: set[tuple[str, str]]
) -> Iterator[Option]:
    """The options offered. The heading of one that is not goes to the next under it."""
    heading = ""
    for option in question.options:
        heading = _heading(option, words) or heading
        if (question.id, option.code) in gone or _needs_one_of(option.when, gone):
            continue
        yield replace(
            option,
            label=_words(option.label, words.options.get(option.code, "")),
            hint=_words(option.hint, words.hints.get(option.code, "")),
            detail=_words(option.detail, words.details.get(option.code, "")),
            heading=heading,
            picture=words.pictures.get(option.code, option.picture),
        )
        heading = ""


def _heading(option: Option, words: QuestionWords) -> str:
    """The heading above an option. A shortened list has only those that it words: there would be one to each option."""
    given = words.headings.get(option.code, "")
    return "" if words.offers and not given else _words(option.heading, given)


def _needs_one_of(condition: Condition | None, gone: set[tuple[str, str]]) -> bool:
    """Whether an option is offered only to those who ticked what this variant does not offer."""
    match condition:
        case Includes(question, code):
            return (question, code) in gone
        case All(conditions):
            return any(_needs_one_of(each, gone) for each in conditions)
    return False


def _row(item: Item, labels: Mapping[str, str]) -> Item:
    return replace(item, label=_words(item.label, labels.get(item.code, "")))


def _rewordings(own: tuple[Rewording, ...], words: tuple[RewordingWords, ...]) -> Iterator[Rewording]:
    for place, rewording in enumerate(own):
        given = words[place] if place < len(words) else RewordingWords()
        yield replace(
            rewording,
            label=_words(rewording.label, given.label),
            hint=_words(rewording.hint, given.hint),
            needed=_words(rewording.needed, given.needed),
            options=_labels(rewording.options, given.options),
            items=_labels(rewording.items, given.items),
        )


def _ending(own: Ending | None, words: SectionWords) -> Ending | None:
    if own is None or words.ends is None:
        return own
    return Ending(title=_words(own.title, words.ends.title), text=_paragraphs(own.text, words.ends.text))


def _contact(own: ContactForm | None, words: ContactWords) -> ContactForm | None:
    if own is None:
        return None
    purposes = (replace(each, label=_words(each.label, words.purposes.get(each.code, ""))) for each in own.purposes)
    return replace(own, why=_paragraphs(own.why, words.why), purposes=tuple(purposes))


def _labels(own: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    return {code: _words(label, words.get(code, "")) for code, label in own.items()}


def _paragraphs(own: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The variant's paragraphs where there are as many; a draft may have too few."""
    return words if len(words) == len(own) else own


def _words(own: str, words: str) -> str:
    """The variant's words for something that the questionnaire says."""
    return words if own and words else own
