"""The directory: which surveys are open now, with what is asked and by which links, kept for one second."""

import asyncio
import time

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.surveys.practice import PREFIX, rehearsal
from survey_app.surveys.surveys import Survey, all_surveys, published_version, survey_by_slug
from survey_app.surveys.versions import Version, version_by_id
from survey_app.surveys.waves import KEYED, PRACTICE_NUMBER, Collector, Wave, collectors_of, is_pretend, waves_of

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

    @property
    def practice(self) -> bool:
        """Whether these are the pages on which a survey is tried."""
        return self.wave.number == PRACTICE_NUMBER

    def wave_of(self, wave_id: int) -> Wave | None:
        """The wave that a draft began in, or None."""
        return next((each for each in self.waves if each.id == wave_id), None)

    def link(self, code: str) -> Collector | None:
        """The latest wave's link with this code, or None. Those that stand for paper forms are nobody's to start by."""
        if code.startswith(KEYED):
            return None
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
        self._next_opening = float("inf")
        """When a wave opens that is not open yet, in UTC seconds: the reading ends there, so that nobody finds a
        survey closed whose next round has begun."""
        self._lock = asyncio.Lock()

    async def all(self, now: int) -> tuple[Fieldwork, ...]:
        """Every published survey that has a wave: open, closed or to come. `now` is UTC seconds."""
        await self._renew(now)
        return tuple(self._fieldwork.values())

    async def at(self, slug: str, now: int) -> Fieldwork | None:
        """The survey at a short address, or None when there is none that is published and has a wave."""
        await self._renew(now)
        found = self._fieldwork.get(slug)
        if found is None and slug.startswith(PREFIX):
            return await self._database.read(_practice, slug.removeprefix(PREFIX), now)
        return found

    def last_known(self, slug: str) -> Fieldwork | None:
        """The survey as it was when the database could last be read; None when it never was, or had none there."""
        return self._fieldwork.get(slug)

    def forget(self) -> None:
        """Read again when it is next asked: a link was just made, and whoever made it follows it at once."""
        self._read_at = float("-inf")

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
        if self._serves(now):
            return
        async with self._lock:
            if not self._serves(now):
                self._fieldwork, self._next_opening = await self._database.read(_fieldwork, now)
                self._read_at = time.monotonic()

    def _serves(self, now: int) -> bool:
        return time.monotonic() - self._read_at < SECONDS and now < self._next_opening


def _practice(connection: Connection, slug: str, now: int) -> Fieldwork | None:
    """A survey as whoever tries it meets it, read each time; None where nobody on the team has begun to."""
    survey = survey_by_slug(connection, slug)
    version = None if survey is None else published_version(connection, survey)
    tried = None if survey is None else rehearsal(connection, survey, now)
    if survey is None or version is None or tried is None:
        return None
    return Fieldwork(replace(survey, slug=f"{PREFIX}{slug}"), version, (tried.wave,), tried.links)


def _fieldwork(connection: Connection, now: int) -> tuple[dict[str, Fieldwork], float]:
    """Every survey by its short address, and the instant at which the next wave opens."""
    found: dict[str, Fieldwork] = {}
    next_opening = float("inf")
    for survey in all_surveys(connection):
        version = published_version(connection, survey)
        by_wave = {wave: collectors_of(connection, wave.id) for wave in waves_of(connection, survey.id)}
        waves = tuple(wave for wave, links in by_wave.items() if not is_pretend(links))
        known = tuple(wave for wave in waves if wave.opens_at <= now) or waves[:1]
        next_opening = min([next_opening, *(wave.opens_at for wave in waves if wave.opens_at > now)])
        if version is not None and known:
            links = tuple(link for wave in known for link in by_wave[wave])
            found[survey.slug] = Fieldwork(survey, version, known, links)
    return found, next_opening
