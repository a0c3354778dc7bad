"""Installations to measure: a database with the real questionnaires in it, loaded and open, and its settings."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from survey_app.database import Database
from survey_app.settings import Keys, Settings, read_keys
from survey_app.surveys.surveys import Survey, published_version, survey_by_slug
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Collector, Wave, collectors_of, waves_of
from survey_app.web.places import folder as found_folder
from tests.trials import prepare

QUESTIONNAIRES = found_folder("questionnaires")


class Fieldwork(Struct, frozen=True):
    """One survey that is open."""

    survey: Survey
    version: Version
    wave: Wave
    collector: Collector


class Site(Struct, frozen=True):
    """One installation."""

    settings: Settings

    @property
    def keys(self) -> Keys:
        """The server's keys."""
        return read_keys(self.settings.keys)

    def environment(self, port: int) -> dict[str, str]:
        """The settings of a server of this site at a port."""
        return {
            "SOUNDINGS_DATABASE": self.settings.database,
            "SOUNDINGS_KEYS": str(self.settings.keys),
            "SOUNDINGS_ORGANISATION": str(self.settings.organisation),
            "SOUNDINGS_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Its database, closed at the end."""
        database = Database(self.settings.database)
        try:
            yield database
        finally:
            database.close_blocking()


def prepared(folder: Path, database: str) -> Site:
    """A new installation on an empty database."""
    settings = Settings(database=database, keys=folder / "keys", organisation=QUESTIONNAIRES / "organisation.toml")
    prepare(settings, QUESTIONNAIRES, int(time.time()))
    return Site(settings)


def fieldwork(database: Database, slug: str) -> Fieldwork:
    """A survey of the site by its short address.

    Raises LookupError when it is not open.
    """
    survey = database.read_blocking(survey_by_slug, slug)
    version = None if survey is None else database.read_blocking(published_version, survey)
    if survey is None or version is None:
        raise LookupError(f"{slug} is not published")
    wave = database.read_blocking(waves_of, survey.id)[-1]
    return Fieldwork(survey, version, wave, database.read_blocking(collectors_of, wave.id)[0])
