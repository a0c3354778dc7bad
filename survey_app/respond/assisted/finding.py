"""Finding what an address of assisted entry names: a survey that the viewer may key forms of, and a batch of it."""

from litestar.exceptions import NotFoundException
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.variants import in_variant
from survey_app.respond.assisted.batches import Batch, batch_by_id
from survey_app.surveys.surveys import Survey, survey_by_slug
from survey_app.surveys.versions import Version, version_by_id
from survey_app.surveys.waves import Wave, waves_of
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.london import london_day
from survey_app.web.service import Service

ASSISTANTS = {"audience": Audience.TEAM, "permission": Permission.KEY_ENTRY}
"""Which survey, each page asks itself: one whose forms the viewer may not key is not found."""


class Ground(Struct, frozen=True):
    """A survey that the viewer may key forms of, at an instant in UTC seconds."""

    survey: Survey
    waves: tuple[Wave, ...]
    now: int

    @property
    def address(self) -> str:
        """The page with the survey's batches."""
        return f"/team/surveys/{self.survey.slug}/keying"

    @property
    def today(self) -> str:
        """London's day (ISO)."""
        return london_day(self.now)


class Pile(Struct, frozen=True):
    """One batch with what its forms ask and the round that they belong to."""

    ground: Ground
    batch: Batch
    version: Version
    wave: Wave

    @property
    def address(self) -> str:
        """The batch's page."""
        return f"{self.ground.address}/{self.batch.id}"

    @property
    def questionnaire(self) -> Questionnaire:
        """What the forms ask, in their wording."""
        return in_variant(self.version.questionnaire, self.batch.variant)


async def ground(service: Service, viewer: Viewer, slug: str) -> Ground:
    """A survey by its short address. Raises NotFoundException where there is none, or none that the viewer may key."""
    survey = await service.database.read(survey_by_slug, slug)
    if survey is None or not may(viewer.permissions, Permission.KEY_ENTRY, survey):
        raise NotFoundException
    return Ground(survey, await service.database.read(waves_of, survey.id), service.now())


async def pile(service: Service, viewer: Viewer, slug: str, number: str) -> Pile:
    """One batch of such a survey. Raises NotFoundException where there is none of that number."""
    known = await ground(service, viewer, slug)
    found = await service.database.read(_batch_and_version, as_number(number))
    if found is None or found[0].survey_id != known.survey.id:
        raise NotFoundException
    wave = next(each for each in known.waves if each.id == found[0].wave_id)
    return Pile(known, *found, wave)


def as_number(text: str) -> int:
    """A number in an address; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _batch_and_version(connection: Connection, batch_id: int) -> tuple[Batch, Version] | None:
    found = batch_by_id(connection, batch_id)
    version = None if found is None else version_by_id(connection, found.version_id)
    return None if found is None or version is None else (found, version)
