"""What a child process is handed: the columns, then the rows of the CSV of answers."""

import csv
import io
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Final, TypeAlias

import msgspec

from survey_app.results.files.converting import Given
from survey_app.results.files.described import Described

BATCH: Final = 5000
"""Rows turned into columns at once."""


Batches: TypeAlias = Iterator[list[tuple[str, ...]]]
"""Batches of rows, each as one tuple of texts a column."""


def handed() -> tuple[Given, Batches, Path]:
    """What stands on this process's input, and where its file is to be."""
    return (*read(sys.stdin.buffer), Path(sys.argv[1]))


def read(pipe: IO[bytes]) -> tuple[Given, Batches]:
    """The columns, and the rows. Raises ValueError where they do not agree."""
    size = int.from_bytes(pipe.read(8), "big")
    given = msgspec.msgpack.decode(pipe.read(size), type=Given)
    rows = csv.reader(io.TextIOWrapper(pipe, encoding="utf-8-sig", newline=""))
    names = next(rows)
    if names != [each.name for each in given.columns]:
        raise ValueError(f"The rows have other columns than was said: {names}")
    return given, _batches(rows)


def numbers_of(column: Described) -> dict[str, int]:
    """By what stands in the rows, the number that stands for it."""
    return {each.text: each.number for each in column.values}


def in_words(column: Described, *, words: bool) -> dict[str, bool]:
    """By what stands in the rows, whether it is missing, of columns where something may be."""
    return {f"[{each.text}]" if words else each.text: True for each in column.missing}


def _batches(rows: Iterator[list[str]]) -> Batches:
    while batch := list(islice(rows, BATCH)):
        yield list(zip(*batch, strict=True))
