"""From a draft to the response that is stored: only what was asked, and nothing that tells who it was."""

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import Questionnaire
from survey_app.respond.assisted.ways import help_by
from survey_app.respond.journey import Journey, sent_answers
from survey_app.respond.responses import NewResponse, SendResponse
from survey_app.respond.room import Room
from survey_app.respond.route import route_of
from survey_app.respond.timing import pace
from survey_app.respond.tokens import own_receipt
from survey_app.respond.visit import Visit
from survey_app.web.london import london_day


def sending(room: Room, found: Visit, journey: Journey) -> SendResponse:
    """The write that sends a visit's draft. Sections that were never left and hold nothing were not asked.

    Raises LookupError when the visit holds no draft.
    """
    if found.stored is None or found.held is None:
        raise LookupError("a visit without a draft has nothing to send")
    keys, token = room.service.keys, found.held.token
    collector = found.fieldwork.collector_of(found.stored.collector_id)
    answers = sent_answers(journey.reached(), found.draft.seed.encode())
    kept, profile = apart(found.questionnaire, found.fieldwork.survey.audience, answers)
    unreached = journey.first_open()
    return SendResponse(
        key=found.stored.key,
        revision=found.stored.revision,
        code_hash=own_receipt(keys, token),
        now=found.now,
        response=NewResponse(
            survey_id=found.fieldwork.survey.id,
            version_id=found.version.id,
            wave_id=found.stored.wave_id,
            collector_id=found.stored.collector_id,
            channel="web" if collector is None else collector.begins,
            place="" if collector is None else collector.place,
            variant=found.variant,
            help=kind_of_help(found.questionnaire, answers) or help_by("" if collector is None else collector.begins),
            day=london_day(found.now),
            answers=kept,
            reached=None if unreached is None else unreached.section.id,
            pace=pace(found.draft.begun_minute, found.now),
            withdraw_by=found.wave.withdraw_by,
            profile=profile,
        ),
    )


def kind_of_help(questionnaire: Questionnaire, answers: dict[str, Value]) -> str:
    """The kind of help that the answers record; empty when the person was by themself."""
    for stop in route_of(questionnaire).stops:
        for key, kinds in stop.helps.items():
            kind = kinds.get(str(answers.get(key)))
            if kind is not None:
                return kind
    return ""


def apart(
    questionnaire: Questionnaire, audience: str, answers: dict[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """Staff's equality answers go to a table of their own, without a key to the rest (results contract, 30)."""
    if audience != "staff":
        return answers, {}
    stops = route_of(questionnaire).stops
    about_you = {key for stop in stops if stop.section.part == "about_you" for key in stop.blank}
    profile = {key: value for key, value in answers.items() if key.partition("-")[0] in about_you}
    return {key: value for key, value in answers.items() if key not in profile}, profile
