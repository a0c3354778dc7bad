"""Files of answers in the formats of statistics software, made by a child process from the rows of the CSV.

The service hands its own rows on, through the one gate that every file of answers has (`answers.py`): so a format
cannot hold a column that another has not, and the child needs no database. It loads what the service never does
(docs/decisions/0027-heavy-formats-in-a-child.md).
"""

import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from survey_app.results.files.described import Described

BLOCK: Final = 256 * 1024
LOOK: Final = 0.2
"""Seconds between two looks at a child that is finishing."""


class Format(Struct, frozen=True):
    """A format: its ending, in words, what it is for, the packages that it takes, and how many people it may hold."""

    ending: str
    words: str
    purpose: str
    packages: tuple[str, ...]
    most: int


FORMATS: Final = (
    Format("xlsx", "Excel workbook (XLSX)", "to look through in Excel", ("xlsxwriter",), 50_000),
    Format("sav", "SPSS (SAV)", "for SPSS and PSPP, with labels and missing values", ("pyreadstat", "pandas"), 200_000),
    Format("parquet", "Parquet", "for R, Python and Power BI, with labels", ("pyarrow",), 5_000_000),
)
"""`most` is what a child of some 1.2 GB allows, as measured."""


class Given(Struct, frozen=True):
    """What a child is told before the rows: the columns, and what the file says of itself. `words` is whether choices
    stand as words in the rows."""

    columns: tuple[Described, ...]
    title: str
    notes: tuple[str, ...]
    manifest: str
    file: str
    words: bool = False


class NotConverted(OSError):
    """The child ended without a file."""


def formats_here() -> tuple[Format, ...]:
    """The formats that this machine has the packages for. Nothing is loaded to find out."""
    return tuple(each for each in FORMATS if all(find_spec(name) is not None for name in each.packages))


def without_words(made: Sequence[Format], rows: int) -> str:
    """Which formats cannot be had of so many people, and why; empty where all can."""
    few = [each.words for each in FORMATS if each not in made and rows > each.most]
    lacking = [each.words for each in FORMATS if each not in made and rows <= each.most]
    said = [f"{', '.join(few)}: not of so many people."] if few else []
    if lacking:
        said.append(f"{', '.join(lacking)}: this machine has no program for it. Ask the person who runs the service.")
    return " ".join(said)


def format_named(ending: str, rows: int) -> Format | None:
    """The format with an ending, if it can be made here of so many people."""
    return next((each for each in formats_here() if each.ending == ending and rows <= each.most), None)


def program(ending: str, place: Path) -> list[str]:
    """The command that makes a file at a place from what it reads."""
    return [sys.executable, "-m", f"survey_app.results.files.child.{ending}", str(place)]


def converted(ending: str, given: Given, chunks: Iterator[bytes], place: Path) -> Generator[bytes, None, None]:
    """The file in blocks, with empty ones while it is made, so that whoever takes them may stop in between.

    The child writes at `place`, which is gone afterwards, and ends with this iterator. Raises OSError where it fails.
    """
    child = subprocess.Popen(program(ending, place), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603  # our own program
    try:
        yield from _fed(child, given, chunks)
        while child.poll() is None:
            yield b""
            try:
                child.wait(LOOK)
            except subprocess.TimeoutExpired:
                continue
        if child.returncode != 0:
            raise NotConverted(f"The {ending} file was not made: its program ended with {child.returncode}.")
        with place.open("rb") as made:
            while block := made.read(BLOCK):
                yield block
    finally:
        child.kill()
        child.wait()
        place.unlink(missing_ok=True)


def _fed(child: "subprocess.Popen[bytes]", given: Given, chunks: Iterator[bytes]) -> Iterator[bytes]:
    head = msgspec.msgpack.encode(given)
    if child.stdin is None:
        raise NotConverted("The child reads nothing.")
    with child.stdin as pipe:
        pipe.write(len(head).to_bytes(8, "big") + head)
        for chunk in chunks:
            pipe.write(chunk)
            yield b""
