"""Serving an installation that is ready: nothing is read in here but the server, so that it begins at once."""

import argparse
import os
import sys
from collections.abc import Sequence

from survey_app.server import become
from survey_app.settings import Settings, settings_from


def serve(settings: Settings, port: int, workers: int) -> None:
    """Become the server of an installation; its workers refuse a database of another release (`app.served`).

    SQLite has one writer, so it has one worker. Raises ValueError for several.
    """
    if settings.database.startswith("sqlite") and workers != 1:
        raise ValueError("SQLite is served by one worker. Use PostgreSQL for more.")
    become(port, workers)


def add_port(parser: argparse.ArgumentParser) -> None:
    """The port that every command which serves takes."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))


def add_workers(parser: argparse.ArgumentParser) -> None:
    """How many processes serve."""
    parser.add_argument("--workers", type=int, default=1, help="more than one only on PostgreSQL")


def main(words: Sequence[str] | None = None) -> int:
    """The command `survey serve`."""
    parser = argparse.ArgumentParser(prog="survey serve")
    add_port(parser)
    add_workers(parser)
    asked = parser.parse_args(words)
    try:
        serve(settings_from(os.environ), asked.port, asked.workers)
    except ValueError as refused:
        print(refused, file=sys.stderr)
    return 1  # whoever serves never comes back


if __name__ == "__main__":
    sys.exit(main())
