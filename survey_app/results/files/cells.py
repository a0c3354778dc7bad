"""The one gate of text into files: quoted fields that no spreadsheet runs as a formula, and text that XML can hold.

A CSV has no types, so a field that begins like a formula gets an apostrophe. Workbooks and documents have: what is
written there is `Exported` and stands as a string, whatever it begins with.
"""

import re
from collections.abc import Iterable
from typing import Final, NewType

Exported = NewType("Exported", str)
"""Text that may stand in a cell or a paragraph of a file: the only text that the writers of ODS and Word take."""

LONGEST: Final = 32_767
"""Characters in one cell of Excel; its library leaves out longer ones without a word."""

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as its own code page and garbles every accent and all Urdu."""

END = "\r\n"

_FORMULA = re.compile(r"[^\S\t\r\n]*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001  # spreadsheets run full-width signs too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACES = re.compile(r"[\t\r\n]+")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def cell(text: str) -> str:
    """One quoted field of guarded text."""
    return '"' + guarded(text).replace('"', '""') + '"'


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: what begins like a formula, also behind white space, gets an apostrophe in front.

    Control characters that no spreadsheet can hold are left out first; line breaks and tabs stay.
    """
    plain = _CONTROL.sub("", text)
    return f"'{plain}" if _FORMULA.match(plain) else plain


def without_controls(text: str) -> str:
    """Text without the characters that neither a workbook nor a picture can hold, because XML cannot."""
    return _NOT_XML.sub("", text)


def in_one_line(text: str) -> Exported:
    """Text that a cell can hold: on one line, control characters left out, no longer than Excel takes."""
    return Exported(_SPACES.sub(" ", without_controls(text))[:LONGEST])


def line(fields: Iterable[str]) -> str:
    """One line of fields that are cells already."""
    return ",".join(fields) + END
