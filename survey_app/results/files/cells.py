"""Cells of CSV files: every field quoted, and no field that a spreadsheet would run as a formula."""

import re
from collections.abc import Iterable

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as its own code page and garbles every accent and all Urdu."""

END = "\r\n"

_FORMULA = re.compile(r"[^\S\t\r\n]*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001  # spreadsheets run full-width signs too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def cell(text: str) -> str:
    """One quoted field. Text that begins like a formula, also behind white space, gets an apostrophe in front of it.

    Control characters that no spreadsheet can hold are left out first; line breaks and tabs stay.
    """
    plain = _CONTROL.sub("", text)
    if _FORMULA.match(plain):
        plain = f"'{plain}"
    return '"' + plain.replace('"', '""') + '"'


def without_controls(text: str) -> str:
    """Text without the characters that neither a workbook nor a picture can hold, because XML cannot."""
    return _NOT_XML.sub("", text)


def line(fields: Iterable[str]) -> str:
    """One line of fields that are cells already."""
    return ",".join(fields) + END
