"""A trial installation, made ready in this process: what `survey run` does by two programs of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from survey_app.database import Database
from survey_app.migrating import migrate
from survey_app.preparing import make_ready
from survey_app.settings import Settings

Command: TypeAlias = Callable[..., tuple[int, str]]
"""The command `survey`, by its words: its exit code and all that it printed."""


def prepare(settings: Settings, questionnaires: Path, now: int) -> None:
    """Migrate its database, load what is new, and open a first round of what has none. `now` is UTC seconds."""
    database = Database(settings.database)
    migrate(database)
    make_ready(database, settings, questionnaires, now)
    database.close_blocking()
