"""How the people of a link came to be asked: its sample type, and of a sample drawn by chance what was drawn from what
(results contract, 12)."""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

TYPES: Final[Mapping[str, str]] = {
    "open": "Anybody who wanted to",
    "list": "Everybody on a list was invited",
    "random": "Drawn by chance from a frame",
    "panel_random": "Drawn by chance from a panel whose members were drawn by chance",
    "panel_optin": "From a panel that people had joined by themselves",
}
"""The sample types, in words. Every link is open until somebody says otherwise."""

BY_CHANCE: Final = frozenset({"random", "panel_random"})
"""Those of which a frame is asked, and of which anything may be said beyond the people who answered."""

MOST_NAME: Final = 80
MOST_FRAME: Final = 300
MOST_PEOPLE: Final = 100_000_000

FIELDS: Final[Mapping[str, str]] = {
    "frame": "What the people were drawn from",
    "selected_on": "The day on which they were drawn",
    "name": "Which part of the frame this link is for",
    "size": "How many are in that part of the frame",
    "issued": "How many were invited",
    "adults": "Which question says how many adults are in the household",
}
"""What is asked of a sample drawn by chance."""


TYPED: Final = ("type", *FIELDS)
"""Everything that somebody types of a sample."""


class Stratum(Struct, frozen=True):
    """A part of a frame from which people were drawn at one rate. `size` are in the frame, `issued` were invited; the
    day is ISO. `adults` is a question's key where one adult of each household was chosen, else empty."""

    name: str
    frame: str
    selected_on: str
    size: int
    issued: int
    adults: str = ""


class Sample(Struct, frozen=True):
    """A sample type, with its stratum where people were drawn by chance."""

    type: str
    stratum: Stratum | None = None


class Wrong(Struct, frozen=True):
    """Why what was typed in a field is not taken, in words that say what to do."""

    field: str
    words: str


def read_sample(typed: Mapping[str, str], today: str, numbers: Container[str]) -> Sample | tuple[Wrong, ...]:
    """The sample that somebody describes, or everything that is wrong with it. `typed` has `type` and FIELDS; `today`
    is ISO; `numbers` are the keys of the survey's questions that are answered with a number."""
    kind = typed.get("type", "")
    if kind not in TYPES:
        return (Wrong("type", "Choose how the people of this link came to be asked."),)
    if kind not in BY_CHANCE:
        return Sample(kind)
    fields = {name: typed.get(name, "").strip() for name in FIELDS}
    wrong = tuple(_wrong(fields, today, numbers))
    if wrong:
        return wrong
    size, issued = (int(fields[name].replace(",", "")) for name in ("size", "issued"))
    stratum = Stratum(fields["name"], fields["frame"], fields["selected_on"], size, issued, fields["adults"])
    return Sample(kind, stratum)


def _wrong(fields: Mapping[str, str], today: str, numbers: Container[str]) -> Iterator[Wrong]:
    if not 0 < len(fields["frame"]) <= MOST_FRAME:
        yield Wrong("frame", f"Say what the people were drawn from, in {MOST_FRAME} letters at most.")
    if not _is_day(fields["selected_on"]):
        yield Wrong("selected_on", "Write the day like 2027-05-01.")
    elif fields["selected_on"] > today:
        yield Wrong("selected_on", "The day is still to come. Write the day on which they were drawn.")
    if not 0 < len(fields["name"]) <= MOST_NAME:
        yield Wrong("name", f"Name the part, in {MOST_NAME} letters at most. “Everybody” will do where there is one.")
    size, issued = (_number(fields[name]) for name in ("size", "issued"))
    if size is None:
        yield Wrong("size", "Write how many are in the frame as a whole number, 1 or more.")
    if issued is None:
        yield Wrong("issued", "Write how many were invited as a whole number, 1 or more.")
    elif size is not None and issued > size:
        yield Wrong("issued", "No more can be invited than are in the frame. Check both numbers.")
    if fields["adults"] and fields["adults"] not in numbers:
        yield Wrong("adults", "Choose a question that is answered with a number, or leave it empty.")


def _number(words: str) -> int | None:
    plain = words.replace(",", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= len(str(MOST_PEOPLE))):
        return None
    return int(plain) if 0 < int(plain) <= MOST_PEOPLE else None


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
