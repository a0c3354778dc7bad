"""Codes that people type: digits of any script, with spaces and dashes, one of them a check digit."""

import unicodedata

from survey_app.questionnaire.phrases import phrase
from survey_app.respond.tokens import check_digit

RECEIPT_DIGITS = 15
RESUME_DIGITS = 12

WRONG = phrase("One of the numbers is wrong. Check them.")
"""For a code that cannot be one: a failed check digit is not counted as a try (interaction contract, 17)."""

UNKNOWN = phrase("We do not know this code, or its time is over. Check the numbers.")
"""The same words for both, so that nobody learns which."""


def typed_code(text: str) -> str:
    """The digits of what was typed, in whatever script; empty when anything else than spaces and dashes is there."""
    digits = []
    for character in text.strip():
        digit = unicodedata.digit(character, None)
        if digit is not None:
            digits.append(str(digit))
        elif not (character.isspace() or unicodedata.category(character) == "Pd"):
            return ""
    return "".join(digits)


def well_formed(code: str, digits: int) -> bool:
    """Whether a code has its length and its check digit."""
    return len(code) == digits and check_digit(code[:-1]) == code[-1]
