"""Handing over to the server: hardly anything is read in here, so that it begins at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def become(port: int, workers: int) -> NoReturn:
    """Turn this process into the server of the service (`server.main`), which checks the settings."""
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # threads that mostly wait need no heaps of their own: 6 MB less
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices: no threads for it
    words = [sys.executable, "-m", "survey_app.server", str(port), str(workers)]
    os.execv(sys.executable, words)  # noqa: S606  # our own interpreter and module


def add_port(parser: argparse.ArgumentParser) -> None:
    """The port that every command which serves takes."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))


def add_workers(parser: argparse.ArgumentParser) -> None:
    """How many processes serve."""
    parser.add_argument("--workers", type=int, default=1, help="more than one only on PostgreSQL")


def main(words: Sequence[str] | None = None) -> NoReturn:
    """The command `survey serve`."""
    parser = argparse.ArgumentParser(prog="survey serve")
    add_port(parser)
    add_workers(parser)
    asked = parser.parse_args(words)
    become(asked.port, asked.workers)


if __name__ == "__main__":
    main()
