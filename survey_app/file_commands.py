"""What `survey export` and `survey reproduce` do: a format of rows that are handed in, and figures made again."""

import os
from pathlib import Path
from typing import NoReturn

import msgspec
from sqlalchemy import Connection

from survey_app.preparing import opened
from survey_app.results.files.converting import FORMATS, formats_here, program
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.reproducing import Reproduced, reproduce
from survey_app.results.files.reproducing_answers import reproduce_answers
from survey_app.results.files.tables_csv import tables_csv
from survey_app.settings import Settings, read_keys

ENDINGS = tuple(each.ending for each in FORMATS)


class _Document(msgspec.Struct):
    """A file of figures for programs: its manifest is inside."""

    manifest: Manifest


def become_export(ending: str, output: Path) -> NoReturn:
    """Turn this process into the program that makes a format of what it reads: the service starts it so.

    Raises LookupError where this machine has not its packages.
    """
    if ending not in {each.ending for each in formats_here()}:
        raise LookupError(f"This machine has no program for {ending}. Install it: pip install 'soundings[exports]'")
    words = program(ending, output)
    os.execv(words[0], words)  # noqa: S606  # our own interpreter and module


def reproduce_file(settings: Settings, path: Path, output: Path | None, now: int) -> int:
    """Make the figures of a manifest again and say what became of them; gives the verdict's number.

    With `output` the figures made again, or the frozen ones, are written there as CSV. Raises ValueError where the file
    is no manifest.
    """
    given = read_manifest(path.read_bytes())
    keys = read_keys(settings.keys)

    def made(connection: Connection) -> Reproduced:
        if given.kind == "answers":
            return reproduce_answers(connection, given)
        return reproduce(connection, keys, given, now)

    with opened(settings) as database:
        found = database.read_blocking(made)
    for words in found.words:
        print(words)
    if output is not None and found.tables:
        output.write_bytes(tables_csv(found.tables, given))
        print(f"{output}: {len(found.tables)} tables")
    return found.verdict.value


def read_manifest(content: bytes) -> Manifest:
    """The manifest in a file, or in a file of figures for programs. Raises ValueError where there is none."""
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.ValidationError:
        pass
    except msgspec.DecodeError as broken:
        raise ValueError(f"This is no manifest: {broken}") from broken
    try:
        return msgspec.json.decode(content, type=_Document).manifest
    except msgspec.ValidationError as broken:
        raise ValueError(f"This is no manifest: {broken}") from broken
