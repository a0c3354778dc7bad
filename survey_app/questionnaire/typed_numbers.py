"""A number as people type it: `2500`, `2,500`, `2 500`, `1.5`, in the digits of any script."""

import re
import unicodedata

DIGITS = 15
"""The most digits before the point: what a double holds exactly."""

MARKS = str.maketrans({"\u2212": "-", "\u066b": ".", "\u066c": ","})
"""Minus sign and the Arabic decimal and thousands marks, as the ones that are read below."""

NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d+|[1-9]\d{0,2}(?P<mark>[, ])\d{3}(?:(?P=mark)\d{3})*)(?:\.(?P<fraction>\d+))?"
)
UNCLEAR = re.compile(r"[-+]?\d+(?:[., ]\d+)+")
"""Digits with marks that could mean two numbers: `2,5` is 2.5 to some and a slip for 25 to others."""


def typed_number(text: str, decimals: int) -> float | int | None:
    """The number that a text says; None when it says none, none without doubt, or one with more decimals.

    A comma or a space counts as a mark of thousands only where each group after it has three digits. Where three
    decimals are allowed, `2,500` could be 2.5 as well, so it is in doubt.
    """
    found = NUMBER.fullmatch(plain_digits(text))
    if found is None or (found["mark"] == "," and decimals > 2):
        return None
    whole = found["whole"].replace(",", "").replace(" ", "")
    fraction = (found["fraction"] or "").rstrip("0")
    if len(whole) > DIGITS or len(fraction) > decimals:
        return None
    sign = -1 if found["sign"] == "-" else 1
    return sign * float(f"{whole}.{fraction}") if fraction else sign * int(whole)


def unclear_number(text: str) -> str:
    """What was typed, plain and short enough to repeat, where it could mean two numbers; else empty."""
    plain = plain_digits(text)
    return plain if len(plain) <= DIGITS and ("," in plain or " " in plain) and UNCLEAR.fullmatch(plain) else ""


def plain_digits(text: str) -> str:
    """A text with ASCII digits and one kind of space; other characters stay."""
    digits = "".join(str(unicodedata.digit(each, each)) for each in text.translate(MARKS))
    return " ".join(digits.split())
