"""Finding what an address of a paper form names: a survey that the viewer may print, its round and print runs."""

from litestar.exceptions import NotFoundException
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.respond.paper.runs import round_to_print, runs_of
from survey_app.surveys.surveys import Survey, published_version, survey_by_slug
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Collector, Wave, waves_of
from survey_app.team.permissions import PRINTING, may_print
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.service import Service

PRINTERS = {"audience": Audience.TEAM, "permission": PRINTING}
"""Which survey, each page asks itself: one that the viewer may neither run nor key forms of is not found."""


class Ground(Struct, frozen=True):
    """A survey whose form the viewer may print. `version` is None before one is published, `wave` where none is open
    or to come."""

    survey: Survey
    version: Version | None
    wave: Wave | None
    runs: tuple[Collector, ...]

    @property
    def survey_address(self) -> str:
        """The survey's page."""
        return f"/team/surveys/{self.survey.slug}"

    @property
    def address(self) -> str:
        """The page on which a form is chosen."""
        return f"{self.survey_address}/paper"

    def run(self, code: str) -> Collector | None:
        """The print run with this code, or None."""
        return next((each for each in self.runs if each.code == code), None)


async def ground(service: Service, viewer: Viewer, slug: str) -> Ground:
    """A survey by its short address. Raises NotFoundException where the viewer may print none of that address."""
    found = await service.database.read(_ground, slug, service.now())
    if found is None or not may_print(viewer.permissions, found.survey):
        raise NotFoundException
    return found


def _ground(connection: Connection, slug: str, now: int) -> Ground | None:
    survey = survey_by_slug(connection, slug)
    if survey is None:
        return None
    wave = round_to_print(connection, waves_of(connection, survey.id), now)
    runs = () if wave is None else runs_of(connection, wave)
    return Ground(survey, published_version(connection, survey), wave, runs)
