"""Serving: the installation made ready or checked, then handed to the server."""

import os
from pathlib import Path

from survey_app.commands import opened, prepare
from survey_app.schema import check_known
from survey_app.server import become
from survey_app.settings import Settings, read_keys
from survey_app.surveys.surveys import all_surveys
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.members import member_by_email
from survey_app.team.permissions import Grant, Permission

FIRST_MEMBER = "first.member@example.org"
"""Who is signed in by the link that a trial prints: an address that belongs to nobody (RFC 2606)."""


def run(settings: Settings, port: int, questionnaires: Path, now: int) -> None:
    """Make a trial installation ready, print its addresses, and serve it on 127.0.0.1 until interrupted."""
    if "SOUNDINGS_PUBLIC_URL" not in os.environ:
        os.environ["SOUNDINGS_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    public_url = os.environ["SOUNDINGS_PUBLIC_URL"]
    prepare(settings, questionnaires, now)
    for line in _addresses(settings, public_url, now):
        print(line, flush=True)
    become(port, workers=1)


def serve(settings: Settings, port: int, workers: int) -> None:
    """Serve an installation that is ready. SQLite has one writer, so it has one worker.

    Raises ValueError for several workers on SQLite, UnknownSchema for a database of another release.
    """
    with opened(settings) as database:
        if database.sqlite and workers != 1:
            raise ValueError("SQLite is served by one worker. Use PostgreSQL for more.")
        check_known(database)
    become(port, workers)


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
