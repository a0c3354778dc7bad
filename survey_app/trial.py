"""A trial: an installation made ready and served, with as little as can be before it answers.

Where the database stands at this release's schema, the trial is made ready beside the server that begins: whatever it
still loads is seen by the next second. The first time, and after a new release, the server waits for it.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from survey_app.revisions import known_revisions
from survey_app.serving import add_port, become
from survey_app.settings import settings_from

CONTACT_KEYS = "trial-contact-keys"
"""The file, beside the secret key's, with both halves of a trial's keys for contact details. A real installation holds
the public half alone."""

READYING = (sys.executable, "-m", "survey_app.readying")


def run(port: int) -> int:
    """Make a trial ready, by the settings of the environment, and become its server; comes back only with a fault."""
    os.environ.setdefault("SOUNDINGS_PUBLIC_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("SOUNDINGS_DRAFT_WORDINGS", "yes")
    if stands_ready(settings_from(os.environ).database):
        _beside(READYING)
    elif subprocess.run(READYING, check=False).returncode:  # noqa: S603  # our own interpreter and module
        return 1  # it has said why
    if key := _contact_key(settings_from(os.environ).keys.with_name(CONTACT_KEYS)):
        os.environ.setdefault("SOUNDINGS_CONTACT_KEY", key)
    return become(port, workers=1)


def stands_ready(address: str) -> bool:
    """Whether a SQLite database has this release's schema.

    Asked of the driver itself: SQLAlchemy takes a third of a start to read in.
    """
    path = Path(address.removeprefix("sqlite:///"))
    if not address.startswith("sqlite:///") or not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return False
    return bool(found == (known_revisions()[-1],))


def main(words: Sequence[str] | None = None) -> int:
    """The command `survey run`."""
    parser = argparse.ArgumentParser(prog="survey run")
    add_port(parser)
    try:
        return run(parser.parse_args(words).port)
    except ValueError as refused:
        print(refused, file=sys.stderr)
        return 1


def _contact_key(path: Path) -> str:
    """The public half in a file of keys; empty where there is none."""
    lines = path.read_text().splitlines() if path.is_file() else []
    return next((line.removeprefix("public ") for line in lines if line.startswith("public ")), "")


def _beside(program: tuple[str, ...]) -> None:
    """Start a program that this process need not wait for: a child of a child that has ended is the system's."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    elif os.fork():
        os._exit(0)
    else:
        os.execv(program[0], program)  # noqa: S606  # our own interpreter and module


if __name__ == "__main__":
    sys.exit(main())
