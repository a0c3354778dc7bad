"""What `survey contacts` does: a pair of keys, how many left their details, and taking them away to be opened."""

import base64
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from survey_app.preparing import known_survey, opened
from survey_app.respond.contacts import contact_counts, sealed_rows
from survey_app.respond.sealing import make_pair, open_contact
from survey_app.results.files.cells import BOM, cell, line
from survey_app.settings import Settings, read_keys
from survey_app.surveys.surveys import all_surveys, survey_by_slug
from survey_app.team.audit import Event, append
from survey_app.web.london import plain_day

PRIVATE = "private "
"""How the line of a key file begins that opens contact details; the other begins with `public `."""


class SealedLine(Struct, frozen=True):
    """One line of an exported file, as JSON; `sealed` is the box in base64."""

    survey: str
    round: int
    erase_by: str
    sealed: str


def make_key() -> int:
    """Print a pair of keys, once. Neither half is kept."""
    print(pair_words(), end="")
    return 0


def pair_words() -> str:
    """A new pair of keys as a key file says it."""
    pair = make_pair()
    return f"public {pair.public}\n{PRIVATE}{pair.private}\n"


def count_contacts(settings: Settings) -> int:
    """Print how many people left their details, by survey."""
    with opened(settings) as database:
        surveys = database.read_blocking(all_surveys)
        counts = database.read_blocking(contact_counts)
    for survey in surveys:
        print(f"{survey.slug}: {counts.get(survey.id, 0):,}")
    return 0


def export_contacts(settings: Settings, slug: str, now: int) -> int:
    """Print the sealed rows of a survey, a JSON line each, and write in the log that it was done."""
    with opened(settings) as database, database.write() as connection:
        survey = known_survey(survey_by_slug(connection, slug), slug)
        rows = sealed_rows(connection, survey.id)
        detail = {"survey": slug, "people": str(len(rows))}
        append(connection, read_keys(settings.keys), now, None, Event.CONTACTS_EXPORTED, detail)
    for row in rows:
        sealed = base64.b64encode(row.sealed).decode()
        print(msgspec.json.encode(SealedLine(slug, row.round, row.erase_by, sealed)).decode())
    return 0


def read_contacts(file: Path, key_file: Path) -> int:
    """Print an exported file as CSV, opened by a private key. It needs neither database nor network."""
    private = private_key(key_file)
    lines = [msgspec.json.decode(each, type=SealedLine) for each in file.read_bytes().splitlines() if each.strip()]
    print(BOM, end="")
    print(
        line(cell(title) for title in ("survey", "round", "delete after", "may contact about", "email", "phone")),
        end="",
    )
    for each in lines:
        print(line(cell(text) for text in _opened(each, private)), end="")
    return 0


def private_key(key_file: Path) -> str:
    """The private half in a key file. Raises ValueError where there is none."""
    for each in key_file.read_text().splitlines():
        if each.startswith(PRIVATE):
            return each.removeprefix(PRIVATE).strip()
    raise ValueError(f"{key_file} has no line that begins with 'private'. Give the file that make-key printed.")


def _opened(sealed: SealedLine, private: str) -> Iterator[str]:
    contact = open_contact(private, base64.b64decode(sealed.sealed))
    yield from (sealed.survey, str(sealed.round), plain_day(sealed.erase_by))
    yield from (", ".join(contact.purposes), contact.email, contact.phone)
