"""The note in the log that somebody read exact figures, written before they are shown (results contract, 29)."""

from survey_app.results.disclosure import Level
from survey_app.results.finding import Found
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.viewer import Viewer
from survey_app.web.service import Service


async def note_working(service: Service, viewer: Viewer, known: Found) -> None:
    """Note a reading of working figures; nothing at another level."""
    if known.level is not Level.WORKING:
        return
    detail = {"survey": known.survey.slug, "round": "" if known.wave is None else str(known.wave.number)}
    await service.writer.transaction(
        audit.append, service.keys, known.now, viewer.member_id, Event.WORKING_FIGURES_READ, detail
    )
