"""Whatever people typed comes out of a CSV file as they typed it, and never as a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.files.cells import cell, line

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001  # full-width signs run formulas too


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_fields_are_read_back_as_written(texts: list[str]) -> None:
    (fields,) = read_back(line(map(cell, texts)))
    for text, field in zip(texts, fields, strict=True):
        kept = "".join(character for character in text if character in "\t\r\n" or character >= " ")
        assert field in {kept, f"'{kept}"}


@given(st.text(alphabet=f"{FORMULA_SIGNS} \x00\x0b\u00a0\u3000a'\"", max_size=6))
def test_no_field_begins_like_a_formula(text: str) -> None:
    (fields,) = read_back(line([cell(text)]))
    assert not fields[0].lstrip(" \u00a0\u3000").startswith(tuple(FORMULA_SIGNS))


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "+44", "-1", "@cmd", "\tx", "\rx", "＝1", "\u3000=1", "\x00=1"])  # noqa: RUF001  # full-width signs run formulas too
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("\"'")


def test_ordinary_text_is_only_quoted() -> None:
    assert cell('He said "no" at twice') == '"He said ""no"" at twice"'
    assert line([cell("a"), cell("b")]) == '"a","b"\r\n'
