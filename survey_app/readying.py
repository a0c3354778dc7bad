"""Making a trial ready: its database migrated, what is new loaded, and the addresses of it all printed."""

import os
import subprocess
import sys
import time
from pathlib import Path

from survey_app.contact_commands import pair_words
from survey_app.database import Database
from survey_app.preparing import load_area_file, make_ready, opened
from survey_app.revisions import known_revisions
from survey_app.schema import UnknownSchema, current
from survey_app.settings import Settings, read_keys, settings_from
from survey_app.surveys.surveys import all_surveys
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.members import member_by_email
from survey_app.team.permissions import Grant, Permission
from survey_app.trial import CONTACT_KEYS

QUESTIONNAIRES = Path("questionnaires")

SAMPLE = Path("data/postcodes_sample.csv")
"""Invented postcodes, so that a trial knows some."""

FIRST_MEMBER = "first.member@example.org"
"""Who is signed in by the link that a trial prints: an address that belongs to nobody (RFC 2606)."""


def ready(settings: Settings, questionnaires: Path, now: int) -> None:
    """Make a trial installation ready and print its addresses. Raises CalledProcessError when it cannot be migrated."""
    _make_ready(settings, questionnaires, now)
    for line in _addresses(settings, settings.public_url, now):
        print(line, flush=True)


def _make_ready(settings: Settings, questionnaires: Path, now: int) -> None:
    database = Database(settings.database)
    with database.write():
        pass  # SQLite makes the file
    if current(database) != known_revisions()[-1]:  # by a process of its own: Alembic is read in only where needed
        words = [sys.executable, "-m", "survey_app.cli", "migrate"]
        subprocess.run(words, env={**os.environ, "SOUNDINGS_DATABASE": settings.database}, check=True)  # noqa: S603  # our own interpreter and module
    make_ready(database, settings, questionnaires, now)
    sample = questionnaires / SAMPLE
    if sample.exists() and not settings.areas.exists():
        load_area_file(settings, sample)
    database.close_blocking()
    _make_contact_keys(settings.keys.with_name(CONTACT_KEYS))


def _make_contact_keys(path: Path) -> None:
    """Keys by which contact details can be tried, readable by their owner only; once."""
    if not path.exists():
        path.touch(0o600)
        path.write_text(pair_words())


def _addresses(settings: Settings, public_url: str, now: int) -> list[str]:
    """What a trial prints: where residents, staff and the team begin."""
    with opened(settings) as database:
        surveys = database.read_blocking(all_surveys)
        keys = read_keys(settings.keys)
        everyone = [Grant(Permission.MANAGE), Grant(Permission.SEE_WORKING), Grant(Permission.SEE_GUARDED)]
        rows = [
            Grant(Permission.MICRODATA, survey.id, "Trying the product with answers of one's own") for survey in surveys
        ]
        if database.read_blocking(member_by_email, FIRST_MEMBER) is None:  # once: what is taken away stays away
            add_member_with(database, keys, FIRST_MEMBER, [*everyone, *rows], now)
        link = sign_in_link(database, keys, public_url, FIRST_MEMBER, now)
    staff = [survey.slug for survey in surveys if survey.audience == "staff"]
    others = [survey.slug for survey in surveys if survey.audience != "staff"]
    return [
        f"Everything open:  {public_url}/",
        *(f"Residents:        {public_url}/{slug}" for slug in others),
        *(f"Staff:            {public_url}/{slug}" for slug in staff),
        f"Team:             {public_url}/team",
        f"Sign in once:     {link}",
        f"Contact details:  {settings.keys.with_name(CONTACT_KEYS)} opens them: survey contacts read FILE --key FILE",
        "Stop with Ctrl-C.",
    ]


def main() -> int:
    """Run as a program, by `survey run`; gives its exit code."""
    try:
        ready(settings_from(os.environ), QUESTIONNAIRES, int(time.time()))
    except (UnknownSchema, ValueError, LookupError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        return 1  # it has said why
    return 0


if __name__ == "__main__":
    sys.exit(main())
