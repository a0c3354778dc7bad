"""Postcodes as people type them, and the one number that stands for each."""

import re
import unicodedata
from typing import Final

POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
"""The outward code and the inward one (BS 7666)."""


def plain_postcode(typed: str) -> str:
    """A postcode in capitals without spaces, `BB99XX`; empty where the text has not the form of one."""
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    return plain if POSTCODE.fullmatch(plain) else ""


def outward(plain: str) -> str:
    """The first half of a plain postcode, `BB9`: the town."""
    return plain[:-3]


def number_of_postcode(plain: str) -> int:
    """A plain postcode as a number of at most 37 bits: its characters as digits to the base 36."""
    return int(plain, 36)
