"""Words of a variant: for everything that is there and nothing else, as many, with the same numbers and marks."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from survey_app.questionnaire.checks_wording import LIMITS, SENTENCE_END, label_faults, mark_faults
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.kept_words import plain
from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.texts import Part, Text, texts
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.walking import items_of, options_of, positions, questions_of
from survey_app.questionnaire.wording import QuestionWords, Wording
from survey_app.questionnaire.wording_places import spot_of, words_by_place

LONGER = 1.6
"""How much longer than the English a translation may be."""

LONGEST_EASY_SENTENCE = 15
"""Words of an Easy Read sentence: it holds one idea (interaction contract, 23)."""

PIPED = re.compile(r"\{[^{}]*\}")
NUMBER = re.compile(r"\d[\d \u00a0.,-]*\d|\d")
FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
LONG_NUMBER = 5
"""Digits from which a number is a telephone number or a code, which nothing may change."""

FULL_STOPS = (".", "\N{ARABIC FULL STOP}", "\N{DEVANAGARI DANDA}", "!")


def translation_faults(
    questionnaire: Questionnaire, variant: str, wording: Wording, names: Collection[tuple[str, str]]
) -> Iterator[Fault]:
    """Faults of one wording's words. `names` are (code, label) of options and rows that may stay as they are."""
    source = {text.place: text for text in texts(questionnaire) if text.place}
    words = words_by_place(wording)
    easy = is_easy_read(variant)
    yield from _count_faults(source, words)
    yield from _rewording_faults(questionnaire, wording)
    yield from _unknown_faults(questionnaire, source, words)
    if wording.reviewed is not None:
        for text in missing(questionnaire, variant, names):
            yield text.spot.fault("missing_words", f"The {text.part} has no words in {variant}. Write {text.place}.")
    for place, said in words.items():
        if place in source:
            yield from _text_faults(source[place], said, easy=easy)
    worded = in_variant(questionnaire, variant)
    for spot, question in questions_of(worded):
        if question.id in wording.questions:
            yield from label_faults(spot, [(option.code, plain(option.label)) for option in options_of(question)])
            yield from label_faults(spot, [(item.code, plain(item.label)) for item in items_of(question)])


def missing(questionnaire: Questionnaire, variant: str, names: Collection[tuple[str, str]]) -> tuple[Text, ...]:
    """The texts for which a variant has no words of its own and should: all that it shows but names."""
    wording = questionnaire.wordings[variant]
    words = words_by_place(wording)
    shown = {text.place for text in texts(in_variant(questionnaire, variant))}
    return tuple(
        text
        for text in texts(questionnaire)
        if text.place in shown and text.place and text.place not in words and (text.spot.code, text.words) not in names
    )


def _count_faults(source: Mapping[str, Text], words: Mapping[str, str]) -> Iterator[Fault]:
    """Paragraphs are matched by their order, so there must be as many."""
    asked = _counts(source)
    for place, said in _counts(words).items():
        if place in asked and said != asked[place]:
            name = place.rpartition(".")[2]
            yield spot_of(place).fault(
                "paragraph_count",
                f"{name} has {said} paragraphs here, not {asked[place]} as in the questionnaire.",
            )


def _rewording_faults(questionnaire: Questionnaire, wording: Wording) -> Iterator[Fault]:
    for spot, question in questions_of(questionnaire):
        said = len(wording.questions.get(question.id, QuestionWords()).rewordings)
        if said and said != len(question.rewordings):
            yield spot.fault(
                "rewording_count",
                f"{said} rewordings here, {len(question.rewordings)} in the questionnaire. Write an empty one for each "
                "where nothing changes.",
            )


def _counts(places: Collection[str]) -> dict[str, int]:
    """How many paragraphs each list has."""
    lists = {place.rpartition(".") for place in places}
    counted: Counter[str] = Counter(before for before, _, last in lists if last.isdigit() and _is_list(before))
    return dict(counted)


def _is_list(place: str) -> bool:
    return place.startswith(("start.", "thanks.", "contact.why")) or (
        place.startswith("sections.") and place.endswith(".text")
    )


def _unknown_faults(
    questionnaire: Questionnaire, source: Mapping[str, Text], words: Mapping[str, str]
) -> Iterator[Fault]:
    known = positions(questionnaire)
    sections = {section.id for section in questionnaire.sections}
    lists, reported = _counts(source), set[Spot]()
    for place in words:
        spot = spot_of(place)
        if place in source or place.rpartition(".")[0] in lists or ".rewordings." in place:
            continue
        if spot.section and spot.section not in sections:
            fault = spot.fault("wording_unknown_section", f"There is no section {spot.section}. Take its words away.")
        elif spot.question and spot.question not in known:
            fault = spot.fault(
                "wording_unknown_question", f"There is no question {spot.question}. Take its words away."
            )
        elif spot.code and spot.code not in _codes(questionnaire, spot.question):
            what = "row" if ".items." in place else "option"
            fault = spot.fault("wording_unknown_code", f"{spot.question} has no {what} {spot.code}. Take it away.")
        else:
            fault = spot.fault("wording_unknown_text", f"The questionnaire has no {place}. Take it away.")
        if spot not in reported or fault.name == "wording_unknown_text":
            reported.add(spot)
            yield fault


def _codes(questionnaire: Questionnaire, name: str) -> set[str]:
    question = positions(questionnaire)[name][1]
    return {option.code for option in options_of(question)} | {item.code for item in items_of(question)}


def _text_faults(source: Text, said: str, *, easy: bool) -> Iterator[Fault]:
    own = Text(source.spot, source.part, said, source.place)
    limit = int(LIMITS[source.part] * LONGER)
    if len(said) > limit:
        yield source.spot.fault("wording_over_limit", f"The {source.part} is {len(said)} characters; {limit} at most.")
    yield from mark_faults(own)
    if source.part is Part.NEEDED and not said.endswith(FULL_STOPS):
        yield source.spot.fault("needed_without_full_stop", "End the words for a missing answer with a full stop.")
    if easy:
        yield from _long_sentences(own)
    yield from _piped_faults(source, said)
    yield from _number_faults(source, said, easy=easy)


def _long_sentences(text: Text) -> Iterator[Fault]:
    for sentence in SENTENCE_END.split(text.words):
        if len(sentence.split()) > LONGEST_EASY_SENTENCE:
            start = " ".join(sentence.split()[:4])
            yield text.spot.fault(
                "easy_read_sentence",
                f"'{start} …' has {len(sentence.split())} words; one idea a sentence, {LONGEST_EASY_SENTENCE} at most.",
            )


def _piped_faults(source: Text, said: str) -> Iterator[Fault]:
    """Words in braces stand for an earlier answer: the same ones must be in both."""
    own, other = Counter(PIPED.findall(source.words)), Counter(PIPED.findall(said))
    for piped in own - other:
        yield source.spot.fault("placeholder_lost", f"{piped} is missing from the {source.part}. Put it in.")
    for piped in other - own:
        yield source.spot.fault("placeholder_invented", f"The {source.part} has no {piped}. Take it out.")


def _number_faults(source: Text, said: str, *, easy: bool) -> Iterator[Fault]:
    """Digits are 0 to 9 in every language; those of an option, of a telephone number or of a code stay the same."""
    if FOREIGN_DIGIT.search(said):
        yield source.spot.fault("foreign_digits", f"Write numbers with the digits 0 to 9 in the {source.part}.")
        return
    least = 1 if source.part in {Part.OPTION, Part.ITEM} and not easy else LONG_NUMBER
    own, other = _numbers(source.words, least), _numbers(said, least)
    changed = (other - own) if easy else (own - other) + (other - own)
    if changed:
        numbers = ", ".join(changed)
        yield source.spot.fault("digits_changed", f"{numbers} is not in both. Write the numbers of '{source.words}'.")


def _numbers(text: str, least: int) -> Counter[str]:
    runs = (re.sub(r"\D", "", run) for run in NUMBER.findall(text))
    return Counter(run for run in runs if len(run) >= least)
