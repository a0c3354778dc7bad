"""A new installation with the repository's questionnaires, made in the process of the test, and its command."""

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
    """Migrate the database, load every questionnaire, and open a first round of each. `now` is UTC seconds."""
    database = Database(settings.database)
    migrate(database)
    make_ready(database, settings, questionnaires, now)
    database.close_blocking()
