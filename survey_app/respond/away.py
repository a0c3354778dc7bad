"""While the database is away: what a posted page can be rebuilt from, so that nothing typed is lost.

That is what was posted, what the cookie says, and the published version, which this process still holds.
"""

from survey_app.database import Unreachable
from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.variants import is_offered
from survey_app.respond.pictures import saves_data
from survey_app.respond.room import Room
from survey_app.respond.visit import Visit, cookie_of, with_drafts
from survey_app.web.crashes import log_crash
from survey_app.web.scopes import AnyRequest


def from_memory(request: AnyRequest, room: Room, slug: str, variant: str, away: Unreachable) -> Visit:
    """The visit without its draft; an empty variant is the survey's own language.

    Raises `away` again when this process never read the survey.
    """
    fieldwork = room.directory.last_known(slug)
    if fieldwork is None:
        raise away
    variant = variant or fieldwork.version.questionnaire.language
    drafts = with_drafts(room, fieldwork)
    if not is_offered(fieldwork.version.questionnaire, variant, drafts=drafts):
        raise away
    log_crash(away)
    now = room.service.now()
    held = cookie_of(request, room, slug, now)
    saving = is_easy_read(variant) and saves_data(request)
    return Visit(
        fieldwork=fieldwork,
        version=fieldwork.version,
        variant=variant,
        now=now,
        drafts=drafts,
        saving=saving,
        held=held,
    )
