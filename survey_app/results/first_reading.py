"""The note that a member has read pretend results for the first time, by which their first step is ticked."""

from survey_app.results.finding import Found
from survey_app.results.pretend import SHOWN
from survey_app.results.reports import Results
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.first_steps import first_steps
from survey_app.team.viewer import Viewer
from survey_app.web.service import Service


async def note_first_reading(service: Service, viewer: Viewer, known: Found, made: Results) -> None:
    """Note it once for each member; nothing where the figures are real or there are none."""
    if made.pretend != SHOWN or not made.questions:
        return
    done = await service.database.read(first_steps, viewer.member_id)
    if done.read:
        return
    detail = {"survey": known.survey.slug}
    await service.writer.transaction(
        audit.append, service.keys, known.now, viewer.member_id, Event.PRETEND_RESULTS_READ, detail
    )
