"""From the ONS Postcode Directory to the table of an organisation's postcodes, line by line: it is 1 GB."""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.areas import OUTSIDE, UNKNOWN_FIFTH, Entry
from survey_app.questionnaire.postcodes import number_of_postcode, outward, plain_postcode

COLUMNS: Final = {
    "postcode": re.compile(r"pcds", re.IGNORECASE),
    "district": re.compile(r"oslaua|laua|lad\d\dcd", re.IGNORECASE),
    "rank": re.compile(r"imd|imd\d\d(?:ind)?", re.IGNORECASE),
}
"""The columns that are read, by the names that the directory has given them over the years."""

NEIGHBOURHOODS: Final = 32_844
"""Lower layer super output areas of England that the Index of Multiple Deprivation of 2019 ranks, 1 the most so."""


class Loaded(Struct, frozen=True):
    """What of a directory is kept: the codes of areas, and every postcode of each town that any of them has."""

    codes: tuple[str, ...]
    entries: tuple[Entry, ...]
    inside: int
    """How many of the postcodes lie in an area."""


def load_directory(lines: Iterable[str], districts: Mapping[str, str], ranked: int = NEIGHBOURHOODS) -> Loaded:
    """Keep what is needed of a directory; `districts` are an organisation's area codes by their government code.

    Postcodes of the same towns in other districts are kept as outside: so a person across the border is told from a
    slip of the finger. Terminated postcodes are kept, for people still give them. Raises ValueError where a column is
    missing or a rank is none.
    """
    codes = tuple(dict.fromkeys(districts.values()))
    places = {gss: codes.index(code) + 1 for gss, code in districts.items()}
    entries: list[Entry] = []
    towns: set[str] = set()
    others: dict[str, array[int]] = {}
    for plain, district, rank in _rows(lines):
        place, number = places.get(district, OUTSIDE), number_of_postcode(plain)
        if place == OUTSIDE:
            others.setdefault(outward(plain), array("Q")).append(number)
        else:
            towns.add(outward(plain))
            entries.append(Entry(number, place, _fifth(rank, ranked)))
    beside = [Entry(number, OUTSIDE, UNKNOWN_FIFTH) for town in towns for number in others.get(town, ())]
    return Loaded(codes, (*entries, *beside), len(entries))


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Postcode, district and rank of each row."""
    reader = csv.reader(lines)
    header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
    at = [_place(header, what) for what in ("postcode", "district", "rank")]
    for row in reader:
        postcode, district, rank = (row[place] if place < len(row) else "" for place in at)
        plain = plain_postcode(postcode)
        if plain:
            yield plain, district, rank


def _place(header: list[str], what: str) -> int:
    for place, name in enumerate(header):
        if COLUMNS[what].fullmatch(name):
            return place
    raise ValueError(f"The file has no column for the {what}. See docs/guide/areas.md for the columns that are read.")


def _fifth(rank: str, ranked: int) -> int:
    if not rank.strip():
        return UNKNOWN_FIFTH
    if not rank.isdecimal() or not int(rank) <= ranked:
        raise ValueError(f"{rank} is no rank of deprivation from 1 to {ranked}. Say how many there are with --ranked.")
    return (int(rank) - 1) * 5 // ranked + 1 if int(rank) else UNKNOWN_FIFTH
