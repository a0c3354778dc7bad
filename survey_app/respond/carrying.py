"""Carrying on elsewhere: a code given to a draft, and what somebody is told who comes back by one."""

from survey_app.questionnaire.phrases import Phrase, phrase, phrases
from survey_app.questionnaire.variables import number_of
from survey_app.respond.drafts import StoredDraft
from survey_app.respond.journey import Journey
from survey_app.respond.resume_codes import give_code
from survey_app.respond.room import Room
from survey_app.respond.timing import expires_hour
from survey_app.respond.tokens import Held, resume_code, resume_hash, sealed_by_code
from survey_app.respond.visit import Visit
from survey_app.surveys.waves import GRACE


async def given(room: Room, found: Visit, held: Held, stored: StoredDraft) -> bool:
    """Give a draft its code, and keep it as long as one on a person's own device; False where it could not be given.

    Raises NotStored or WriterFull where nothing was stored.
    """
    keys = room.service.keys
    code = resume_code(keys, held.token)
    until = expires_hour(found.now, found.wave.closes_at, GRACE, shared=False)
    return await room.service.writer.transaction(
        give_code, stored.key, resume_hash(keys, code), sealed_by_code(keys, code, held.token), until
    )


def where_they_are(journey: Journey) -> Phrase:
    """ "You have done 8 pages. Next is question 9." """
    done = phrases("You have done {n} page.", "You have done {n} pages.", sum(not step.open for step in journey.steps))
    step = journey.first_open()
    if step is None:
        return phrase("{done} Next, check your answers.", done=done)
    if step.section.part == "about_you" or not step.questions:
        return phrase("{done} Next are a few questions about you.", done=done)
    return phrase("{done} Next is question {number}.", done=done, number=number_of(step.questions[0]))
