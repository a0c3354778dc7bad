"""All answers as an SPSS file: variable labels, value labels, and one range of missing values a variable.

Codes are numbers here, because SPSS has no missing range of words: those of `described.py`. What stands as a word in
the CSV (channel, language, link) is a string. A month is YYYYMM.
"""

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyreadstat
from pyreadstat.pyclasses import MissingRange

from survey_app.results.files.child.rows import Batches, handed, numbers_of
from survey_app.results.files.converting import Given
from survey_app.results.files.described import Described

LABEL: Final = 255
"""Bytes of a variable's label."""

VALUE_LABEL: Final = 120
NOTE: Final = 79
"""Bytes of one line of a document."""

LEAST: Final = -8
"""Where the range of missing values begins, unless something lower stands for one."""


def spss_name(name: str) -> str:
    """A variable's name as SPSS takes it."""
    return name.replace("-", "_")


def cut(text: str, most: int) -> str:
    """Text of at most so many bytes, no letter cut in two."""
    return text.encode()[:most].decode(errors="ignore")


def number(text: str, column: Described, known: Mapping[str, int]) -> float:
    """What stands for a text in a column of numbers."""
    found = known.get(text)
    if found is not None:
        return found
    return int(text.replace("-", "")) if column.kind == "month" else float(text)


def missing_in(column: Described) -> list[int | float | str | MissingRange]:
    """From the lowest to the highest number that is no answer; of words, each."""
    if column.kind == "word":
        return [each.text for each in column.missing]
    numbers = [each.number for each in column.missing]
    return [{"lo": min(*numbers, LEAST), "hi": max(numbers)}]


def notes(given: Given) -> list[str]:
    """The lines of the file's document: what it is, then its manifest. Plain letters: SPSS shows no others there."""
    lines = [*given.notes, *given.manifest.splitlines()]
    plain = [line.encode("ascii", "replace").decode() for line in lines]
    return [line[start : start + NOTE] for line in plain for start in range(0, max(1, len(line)), NOTE)]


def convert(given: Given, batches: Batches, place: Path) -> None:
    """Write the file."""
    known = [numbers_of(each) for each in given.columns]
    held: list[array[float] | list[str]] = [[] if each.kind == "word" else array("d") for each in given.columns]
    for batch in batches:
        for column, texts, codes, kept in zip(given.columns, batch, known, held, strict=True):
            if isinstance(kept, list):
                kept.extend(texts)
            else:
                kept.extend([number(text, column, codes) for text in texts])
    _write(given, held, str(place))


def _write(given: Given, held: Sequence["array[float] | list[str]"], place: str) -> None:
    names = [spss_name(each.name) for each in given.columns]
    named = list(zip(names, given.columns, strict=True))
    numeric = [(name, each) for name, each in named if each.kind != "word"]
    pyreadstat.write_sav(
        pd.DataFrame({name: _series(kept) for name, kept in zip(names, held, strict=True)}),
        place,
        file_label=cut(given.title, 64),
        note=notes(given),
        compress=True,
        column_labels={name: cut(each.label, LABEL) for name, each in named},
        variable_value_labels={
            name: {each.number: cut(each.label, VALUE_LABEL) for each in column.values}
            for name, column in numeric
            if column.values
        },
        missing_ranges={name: missing_in(each) for name, each in named if each.missing},
        variable_measure={name: "scale" if each.kind == "number" else "nominal" for name, each in named},
        variable_format={name: f"F8.{each.decimals}" for name, each in numeric},
    )


def _series(kept: "array[float] | list[str]") -> "pd.Series[float] | pd.Series[str]":
    """A column of its own kind also where nobody is in the file."""
    return pd.Series(kept, dtype="str" if isinstance(kept, list) else "float64")


if __name__ == "__main__":
    convert(*handed())
