"""How somebody can be reached: an e-mail address or a telephone number, looked at for typing errors alone."""

import re
from typing import Final

from survey_app.questionnaire.typed_numbers import plain_digits

LONGEST_EMAIL: Final = 254
"""Characters; a longer address cannot be written to (RFC 5321, 4.5.3.1.3, as its errata count)."""

_CHARACTER = r"[^\s@.,;:<>()\[\]\\\"]"
EMAIL: Final = re.compile(rf"(?:{_CHARACTER}|\.){{1,64}}@(?:{_CHARACTER}{{1,63}}\.)+{_CHARACTER}{{2,63}}")
PHONE_MARKS: Final = re.compile(r"[\s().\-\u2010-\u2015/]")
PHONE: Final = re.compile(r"\+?\d{7,15}")
"""Fifteen digits at most (ITU-T E.164)."""


def email_in(typed: str) -> str:
    """The e-mail address that was typed; empty where it is none."""
    address = typed.strip()
    known = len(address) <= LONGEST_EMAIL and EMAIL.fullmatch(address) and ".." not in address
    return address if known else ""


def phone_in(typed: str) -> str:
    """The telephone number that was typed, without spaces and marks; empty where it is none."""
    number = PHONE_MARKS.sub("", plain_digits(typed))
    return number if PHONE.fullmatch(number) else ""
