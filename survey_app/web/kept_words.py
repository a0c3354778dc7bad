"""The marks of words in another language than their page's, made into HTML."""

import re

from survey_app.questionnaire.kept_words import ENDED, MARK, MARKS, NAMED, plain
from survey_app.questionnaire.languages import LANGUAGES

TAG = re.compile(f"<[^<>]*{MARK}[^<>]*>")
TEXT_ALONE = re.compile(r"<(title|option|textarea)\b[^>]*>[^<]*")
"""Elements that hold no others: their words can have no language of their own."""

WORDS = re.compile(f"{MARK}([a-z]+){NAMED}((?:[^<{MARK}{ENDED}]|</?bdi[^<>]*>)*){ENDED}")
"""Marked words that no element begins or ends in but those around an earlier answer: whatever somebody typed, the page
stays whole."""


def in_their_language(html: str) -> str:
    """The page with `lang` and `dir` on all words that are marked, and no mark left."""
    if MARK not in html:
        return html
    for alone in (TAG, TEXT_ALONE):
        html = alone.sub(lambda found: plain(found[0]), html)
    made = 1
    while made:  # an earlier answer among kept words may be kept itself
        html, made = WORDS.subn(_element, html)
    return MARKS.sub("", html)


def _element(found: re.Match[str]) -> str:
    language = LANGUAGES.get(found[1])
    if language is None:
        return found[2]
    return f'<bdi lang="{language.tag}" dir="{language.direction}">{found[2]}</bdi>'
