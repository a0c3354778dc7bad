"""All answers as a CSV file, one row a person, and typed text as a file of its own (results contract, 38).

The answers come from the columns at one point of the change feed, which hold no typed text: the file is of one
instant and needs no database while it streams. Each file has an order of its own, drawn by sorting random keys from
the system; an ordinary generator could be found out from one file and its permutation undone, and columns stand in
the order in which answers came. Row names are of this file alone, so that two files cannot be joined by them.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet
from survey_app.results.files.cells import BOM, cell, line
from survey_app.results.files.fields import CODES, Field, Wording, answer_fields, fact_fields
from survey_app.results.pretend import heard, is_pretend

ROWS: Final = 1000
"""Rows made at once: some 5 ms of work and 0.3 MB."""


def answers_file(
    columns: ColumnSet,
    waves: dict[int, int],
    links: dict[int, str],
    characteristics: Sequence[str],
    wording: Wording = CODES,
    *,
    strict: bool,
) -> Iterator[bytes]:
    """The counted responses of some waves (their numbers by id), header first. `links` are codes by collector id.

    `strict` is for surveys that staff answer: no equality part, no place or link, and characteristics only where at
    least 10 people share what is left of them. Numbers are as typed, choices codes and ticks 1 and 0, or with LABELS
    the words that people chose. Where answers are pretend, each row says so.
    """
    rows = shuffled(counted_rows(columns, waves))
    fields = fields_of(columns, rows, waves, links, characteristics, wording, strict=strict)
    yield (BOM + line(cell(name) for name in ("row", *(field.name for field in fields)))).encode()
    file = secrets.token_hex(3)
    for start in range(0, rows.size, ROWS):
        yield _chunk(fields, rows.size, start, file)


def fields_of(
    columns: ColumnSet,
    rows: NDArray[np.int64],
    waves: dict[int, int],
    links: dict[int, str],
    characteristics: Sequence[str],
    wording: Wording,
    *,
    strict: bool,
) -> list[Field]:
    """The fields of the file after the names of its rows, which are to stand in this order."""
    return [
        *([Field("pretend", lambda places: [cell(wording.ticks[1])] * places.size)] if is_pretend(columns) else []),
        *fact_fields(columns, rows, waves, {} if strict else links, wording),
        *answer_fields(columns, rows, characteristics if strict else (), wording, equality=not strict),
    ]


def text_file(
    heading: str, ids: NDArray[np.int64], chunk: int, read: Callable[[list[int]], list[str]]
) -> Iterator[bytes]:
    """What people typed under one key, in an order of its own and with nothing beside it.

    `read` gives the texts of at most `chunk` responses.
    """
    yield (BOM + line([cell(heading)])).encode()
    mixed = shuffled(ids)
    for start in range(0, mixed.size, chunk):
        texts = read(mixed[start : start + chunk].tolist())
        if texts:
            yield "".join(line([cell(text)]) for text in texts).encode()


def counted_rows(columns: ColumnSet, waves: dict[int, int]) -> NDArray[np.int64]:
    """The rows of counted responses of some waves: real ones, or pretend ones while there is no other."""
    facts = columns.facts
    kept = heard(columns) & (facts.state == State.COUNTED) & np.isin(facts.wave, list(waves))
    return np.flatnonzero(kept).astype(np.int64)


def shuffled(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same in an order that nobody can foresee or undo: eight random bytes a value, sorted."""
    keys = np.frombuffer(secrets.token_bytes(8 * values.size), dtype=np.uint64)
    return values[np.argsort(keys)]


def _chunk(fields: Sequence[Field], total: int, start: int, file: str) -> bytes:
    places = np.arange(start, min(start + ROWS, total))
    names = [f'"{file}-{place + 1}"' for place in places.tolist()]
    return "".join(map(line, zip(names, *(field.cells(places) for field in fields), strict=True))).encode()
