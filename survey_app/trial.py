"""A trial: an installation made ready, its addresses printed, then served."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from survey_app.database import Database
from survey_app.preparing import make_ready, opened
from survey_app.schema import UnknownSchema, current, known_revisions
from survey_app.server import become
from survey_app.serving import add_port
from survey_app.settings import Settings, read_keys, settings_from
from survey_app.surveys.surveys import all_surveys
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.members import member_by_email
from survey_app.team.permissions import Grant, Permission

QUESTIONNAIRES = Path("questionnaires")

FIRST_MEMBER = "first.member@example.org"
"""Who is signed in by the link that a trial prints: an address that belongs to nobody (RFC 2606)."""


def run(settings: Settings, port: int, questionnaires: Path, now: int) -> None:
    """Make a trial installation ready, print its addresses, and serve it on 127.0.0.1 until interrupted."""
    if "SOUNDINGS_PUBLIC_URL" not in os.environ:
        os.environ["SOUNDINGS_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    public_url = os.environ["SOUNDINGS_PUBLIC_URL"]
    _make_ready(settings, questionnaires, now)
    for line in _addresses(settings, public_url, now):
        print(line, flush=True)
    become(port, workers=1)


def _make_ready(settings: Settings, questionnaires: Path, now: int) -> None:
    database = Database(settings.database)
    with database.write():
        pass  # SQLite makes the file
    if current(database) != known_revisions()[-1]:  # by a process of its own: Alembic is read in only where needed
        words = [sys.executable, "-m", "survey_app.cli", "migrate"]
        subprocess.run(words, env={**os.environ, "SOUNDINGS_DATABASE": settings.database}, check=True)  # noqa: S603  # our own interpreter and module
    make_ready(database, settings, questionnaires, now)
    database.close_blocking()


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
        "Stop with Ctrl-C.",
    ]


def main(words: Sequence[str] | None = None) -> int:
    """The command `survey run`."""
    parser = argparse.ArgumentParser(prog="survey run")
    add_port(parser)
    try:
        run(settings_from(os.environ), parser.parse_args(words).port, QUESTIONNAIRES, int(time.time()))
    except (UnknownSchema, ValueError, LookupError) as refused:
        print(refused, file=sys.stderr)
    except subprocess.CalledProcessError:
        pass  # it has said why
    return 1  # whoever serves never comes back


if __name__ == "__main__":
    sys.exit(main())
