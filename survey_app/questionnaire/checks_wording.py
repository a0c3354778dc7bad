"""Wording: short enough to read, free of links, marks and stray braces, and never the same twice."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.pipes import PIPE
from survey_app.questionnaire.texts import Part, Text, texts
from survey_app.questionnaire.walking import items_of, options_of, questions_of

LIMITS = {
    Part.TITLE: 120,
    Part.LABEL: 200,
    Part.HINT: 500,
    Part.PARAGRAPHS: 2000,
    Part.OPTION: 120,
    Part.OPTION_HINT: 200,
    Part.DETAIL: 120,
    Part.HEADING: 120,
    Part.ITEM: 120,
    Part.OFFICIAL: 200,
    Part.NEEDED: 200,
    Part.UNIT: 30,
    Part.FRONT: 600,
}
"""The most characters of each part."""

LONGEST_SENTENCE = 25
"""Words; GOV.UK's guidance for plain English."""

ON_PAGES = set(Part) - {Part.TITLE, Part.FRONT, Part.PARAGRAPHS}
"""Parts of a question, where links lead people away from the form (interaction contract, 5)."""

LINK = re.compile(r"https?:|www\.|\w@\w|\b[a-z-]+\.(gov|org|com|net|co|uk)\b", re.IGNORECASE)
MARKUP = re.compile(r"</?[a-z!]|&[a-z]+;|&#", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")

SAYS_NOTHING = re.compile(
    r"(this|the) (field|question|answer) (is|must|cannot|can)|^(required|answer this)", re.IGNORECASE
)


def wording_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of every text that somebody reads."""
    for text in texts(questionnaire):
        yield from _length_faults(text)
        yield from mark_faults(text)
        if text.part is Part.NEEDED:
            yield from _needed_faults(text)
    for spot, question in questions_of(questionnaire):
        yield from label_faults(spot, [(option.code, option.label) for option in options_of(question)])
        yield from label_faults(spot, [(item.code, item.label) for item in items_of(question)])


def _length_faults(text: Text) -> Iterator[Fault]:
    size, limit = len(text.words), LIMITS[text.part]
    if not text.words.strip():
        yield text.spot.fault("empty_text", f"The {text.part} says nothing. Write it.")
    if size > limit:
        yield text.spot.fault("text_over_limit", f"The {text.part} is {size} characters. Shorten it by {size - limit}.")
    longest = max(SENTENCE_END.split(text.words), key=lambda sentence: len(sentence.split()))
    if len(longest.split()) > LONGEST_SENTENCE:
        start = " ".join(longest.split()[:4])
        yield text.spot.fault(
            "long_sentence",
            f"'{start} …' has {len(longest.split())} words; {LONGEST_SENTENCE} at most. Make two sentences.",
        )


def mark_faults(text: Text) -> Iterator[Fault]:
    """Faults of braces, markup, asterisks and links in one text."""
    words = PIPE.sub("", text.words)
    if "{" in words or "}" in words:
        yield text.spot.fault("stray_brace", f"A brace is left in the {text.part}. Close it, or write the words.")
    if MARKUP.search(text.words):
        yield text.spot.fault("markup_in_text", f"The {text.part} is shown as it is typed. Take the HTML out.")
    if "*" in text.words:
        yield text.spot.fault("asterisk", f"Nobody knows what * means. Say it in words in the {text.part}.")
    if text.part in ON_PAGES and LINK.search(text.words):
        yield text.spot.fault("link_in_text", f"A link leads away from the form. Take it out of the {text.part}.")


def _needed_faults(text: Text) -> Iterator[Fault]:
    if not text.words.endswith("."):
        yield text.spot.fault("needed_without_full_stop", "End the words for a missing answer with a full stop.")
    if SAYS_NOTHING.search(text.words):
        yield text.spot.fault("needed_says_nothing", "Say what to do: 'Choose your age group, or …'.")


def label_faults(spot: Spot, labels: list[tuple[str, str]]) -> Iterator[Fault]:
    """A fault for each code whose label another has too."""
    seen: dict[str, str] = {}
    for code, label in labels:
        same = " ".join(label.casefold().split())
        if same in seen:
            yield spot.at(code).fault("duplicate_label", f"It has the label of {seen[same]}. Tell the two apart.")
        seen.setdefault(same, code)
