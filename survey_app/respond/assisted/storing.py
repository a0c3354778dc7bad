"""From a form as it was keyed to the response that is stored, and to what its sheet keeps of it."""

from survey_app.questionnaire.conditions import Circumstances
from survey_app.respond.assisted.box_reading import Typed
from survey_app.respond.assisted.boxes import form_of
from survey_app.respond.assisted.finding import Pile
from survey_app.respond.assisted.keying import Keyed, read_form
from survey_app.respond.assisted.ways import help_by
from survey_app.respond.responses import NewResponse
from survey_app.respond.sending import apart, kind_of_help

UNTIMED = "unknown"
"""The band of time of a form that nobody timed."""


def keyed_in(pile: Pile, typed: Typed) -> Keyed:
    """A form of a batch as it was keyed."""
    return read_form(pile.questionnaire, typed, Circumstances(pile.batch.variant, pile.batch.way.value))


def response_of(pile: Pile, keyed: Keyed) -> NewResponse | None:
    """The response of a form; None where an answer ends the survey, so that nothing of it is kept. Who keyed it is
    nowhere in it."""
    if keyed.ends:
        return None
    batch = pile.batch
    kept, profile = apart(pile.questionnaire, pile.ground.survey.audience, keyed.answers)
    return NewResponse(
        survey_id=batch.survey_id,
        version_id=batch.version_id,
        wave_id=batch.wave_id,
        collector_id=batch.collector_id,
        channel=batch.way.value,
        place=batch.place,
        variant=batch.variant,
        help=help_of(pile, keyed),
        day=batch.day,
        answers=kept,
        reached=None,
        pace=UNTIMED,
        withdraw_by=pile.wave.withdraw_by,
        profile=profile,
    )


def help_of(pile: Pile, keyed: Keyed) -> str:
    """The kind of help: what the form says, else what the way of the batch is by itself."""
    return kind_of_help(pile.questionnaire, keyed.answers) or help_by(pile.batch.way)


def keys_about_you(pile: Pile) -> frozenset[str]:
    """Boxes of staff that are stored apart, without a key to the rest: no sheet holds them, nobody keys them twice."""
    if pile.ground.survey.audience != "staff":
        return frozenset()
    sections = (section for section in form_of(pile.questionnaire) if section.part == "about_you")
    return frozenset(box.key for section in sections for asked in section.questions for box in asked.boxes)
