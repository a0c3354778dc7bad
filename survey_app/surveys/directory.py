"""The directory: which surveys are open now, with what is asked and by which links, kept for one second."""

import asyncio
import time

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.surveys.surveys import Survey, all_surveys, published_version
from survey_app.surveys.versions import Version, version_by_id
from survey_app.surveys.waves import Collector, Wave, collectors_of, is_pretend, waves_of

SECONDS = 1.0
"""How long a reading of the database serves: a survey published by a command is seen by the next second."""


class Fieldwork(Struct, frozen=True):
    """One survey as a resident meets it: its waves begun, latest last, or else the first to come; and its links."""

    survey: Survey
    version: Version
    waves: tuple[Wave, ...]
    collectors: tuple[Collector, ...]

    @property
    def wave(self) -> Wave:
        """The wave that new starts belong to."""
        return self.waves[-1]

    def wave_of(self, wave_id: int) -> Wave | None:
        """The wave that a draft began in, or None."""
        return next((each for each in self.waves if each.id == wave_id), None)

    def link(self, code: str) -> Collector | None:
        """The latest wave's link with this code, or None."""
        return next((each for each in self.collectors if each.code == code and each.wave_id == self.wave.id), None)

    def collector_of(self, collector_id: int) -> Collector | None:
        """The link by which a draft began, or None."""
        return next((each for each in self.collectors if each.id == collector_id), None)


class Directory:
    """Owns the reading: makes it when it is asked for and older than a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fieldwork: dict[str, Fieldwork] = {}
        self._versions: dict[int, Version] = {}
        self._read_at = float("-inf")
        self._lock = asyncio.Lock()

    async def all(self, now: int) -> tuple[Fieldwork, ...]:
        """Every published survey that has a wave: open, closed or to come. `now` is UTC seconds."""
        await self._renew(now)
        return tuple(self._fieldwork.values())

    async def at(self, slug: str, now: int) -> Fieldwork | None:
        """The survey at a short address, or None when there is none that is published and has a wave."""
        await self._renew(now)
        return self._fieldwork.get(slug)

    async def version(self, version_id: int) -> Version:
        """A version by its id; it never changes, so it is read once.

        Raises LookupError when there is none.
        """
        found = self._versions.get(version_id)
        if found is None:
            found = await self._database.read(version_by_id, version_id)
            if found is None:
                raise LookupError(f"version {version_id} is not stored")
            self._versions[version_id] = found
        return found

    async def _renew(self, now: int) -> None:
        if time.monotonic() - self._read_at < SECONDS:
            return
        async with self._lock:
            if time.monotonic() - self._read_at >= SECONDS:
                self._fieldwork = await self._database.read(_fieldwork, now)
                self._read_at = time.monotonic()


def _fieldwork(connection: Connection, now: int) -> dict[str, Fieldwork]:
    found: dict[str, Fieldwork] = {}
    for survey in all_surveys(connection):
        version = published_version(connection, survey)
        by_wave = {wave: collectors_of(connection, wave.id) for wave in waves_of(connection, survey.id)}
        waves = tuple(wave for wave, links in by_wave.items() if not is_pretend(links))
        known = tuple(wave for wave in waves if wave.opens_at <= now) or waves[:1]
        if version is not None and known:
            links = tuple(link for wave in known for link in by_wave[wave])
            found[survey.slug] = Fieldwork(survey, version, known, links)
    return found
