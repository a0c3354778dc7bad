"""What may be a password: long enough, and not what everybody guesses first (NIST SP 800-63B, NCSC).

No sort of character is asked for and no change by the calendar: both make people choose worse.
"""

import re
from collections.abc import Iterable

from survey_app.team.guessed_words import COMMON_WORDS
from survey_app.team.hashing import MOST_BYTES, bytes_of, one_form

FEWEST = 12
"""Characters."""

OWN_LEFT = 5
"""Different characters that must be left of a password without what everybody guesses."""

PRODUCT = ("soundings", "sounding")

LOOKALIKES = str.maketrans("013457@$!|", "oieastasil")
"""Digits and signs that stand for letters."""

RULE = f"Use at least {FEWEST} characters. Three words that do not belong together are easy to remember."

TOO_SHORT = f"Your password is too short. Use at least {FEWEST} characters: three words, for example."
TOO_LONG = f"Your password is too long. Use at most {MOST_BYTES} characters, or fewer with accents or other scripts."
GUESSED = (
    "That password is easy to guess: it is made of common words, names of this service or the council, or characters "
    "in a row. Use three words that do not belong together."
)


def problem_with(password: str, names: Iterable[str]) -> str:
    """Why this cannot be a password, in words, or an empty text. `names` are the organisation's, and the address."""
    if len(bytes_of(password)) > MOST_BYTES:
        return TOO_LONG
    if len(one_form(password)) < FEWEST:
        return TOO_SHORT
    words = {*COMMON_WORDS, *PRODUCT, *context_words(names)}
    lower = password.lower()
    if min(own_characters(lower, words), own_characters(lower.translate(LOOKALIKES), words)) < OWN_LEFT:
        return GUESSED
    return ""


def context_words(names: Iterable[str]) -> set[str]:
    """The words of names and addresses, of three letters or more, in lower case."""
    return {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.lower())}


def own_characters(password: str, words: Iterable[str]) -> int:
    """How many different letters and digits are left without known words and without runs such as 1234 or aaaa."""
    known = _within(password, words)
    pairs = zip(" " + password, password, strict=False)
    return len(
        {
            character
            for place, (before, character) in enumerate(pairs)
            if character.isalnum() and place not in known and _step(before, character) not in {-1, 0, 1}
        }
    )


def _within(password: str, words: Iterable[str]) -> set[int]:
    """The places of a password that are inside a known word, words that overlap included."""
    known: set[int] = set()
    for word in words:
        place = password.find(word)
        while place >= 0:
            known.update(range(place, place + len(word)))
            place = password.find(word, place + 1)
    return known


def _step(first: str, second: str) -> int:
    """How far two characters are apart; after 9 comes 0, as on a keyboard."""
    if {first, second} == {"9", "0"}:
        return 1
    return ord(second) - ord(first)
