"""Finding what an address of the results pages names: a survey that the viewer may know of, and its round."""

from litestar.exceptions import NotFoundException
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.results.access import concerned, level_for, reads_results
from survey_app.results.disclosure import Level
from survey_app.results.rounds import Step, latest_begun
from survey_app.surveys.surveys import Survey, all_surveys, survey_by_slug
from survey_app.surveys.waves import Wave, waves_of
from survey_app.team.permissions import Permission, may, may_print
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.service import Service

EVERY_MEMBER = {"audience": Audience.TEAM, "permission": ()}
"""Which survey, and what of it, each page asks itself: a survey that does not concern the viewer is not found."""

NO_ANSWERS = "No answers yet."
NUMBER_ALONE = "You can see how many people have answered, not what they answered."


class Found(Struct, frozen=True):
    """A survey with its rounds, the one looked at, None before the first, and the viewer's level for it."""

    survey: Survey
    waves: tuple[Wave, ...]
    wave: Wave | None
    level: Level | None
    now: int
    keys_forms: bool = False
    """Whether the viewer is here to key in forms, and reads no results."""
    prints: bool = False
    """Whether the viewer may print forms and posters."""

    @property
    def address(self) -> str:
        """The survey's page."""
        return f"/team/surveys/{self.survey.slug}"

    @property
    def telling(self) -> Step:
        """How people are told of the survey."""
        if self.prints:
            return Step("Make a link or poster", f"{self.address}/posters")
        return Step("Give people its address", f"{self.address}#address")


async def found(service: Service, viewer: Viewer, slug: str, number: str = "") -> Found:
    """A survey and a round by its number, the newest begun without one.

    Raises NotFoundException when there is none, or none that concerns the viewer: the reply is the same.
    """
    now = service.now()
    survey = await service.database.read(survey_by_slug, slug)
    if survey is None or not concerned(viewer.permissions, survey):
        raise NotFoundException
    waves = await service.database.read(waves_of, survey.id)
    wave = latest_begun(waves, now)
    if number:
        wave = next((each for each in waves if str(each.number) == number and each.opens_at <= now), None)
        if wave is None:
            raise NotFoundException
    return _found(viewer, survey, waves, wave, now)


async def all_found(service: Service, viewer: Viewer) -> tuple[Found, ...]:
    """Every survey that concerns the viewer."""
    now = service.now()
    pairs = await service.database.read(_surveys_and_waves)
    return tuple(
        _found(viewer, survey, waves, latest_begun(waves, now), now)
        for survey, waves in pairs
        if concerned(viewer.permissions, survey)
    )


def why_no_figures(known: Found) -> str:
    """Why the viewer is shown no figures at all; empty where they may be, once enough people have answered."""
    if known.wave is None:
        return NO_ANSWERS
    return "" if known.level is not None else NUMBER_ALONE


def _found(viewer: Viewer, survey: Survey, waves: tuple[Wave, ...], wave: Wave | None, now: int) -> Found:
    level = None if wave is None else level_for(viewer.permissions, survey)
    held = viewer.permissions
    keys_forms = may(held, Permission.KEY_ENTRY, survey) and not reads_results(held, survey)
    return Found(survey, waves, wave, level, now, keys_forms, may_print(held, survey))


def _surveys_and_waves(connection: Connection) -> tuple[tuple[Survey, tuple[Wave, ...]], ...]:
    return tuple((survey, waves_of(connection, survey.id)) for survey in all_surveys(connection))
