"""How far each wording is: a draft or reviewed, and how many words it lacks."""

from survey_app.questionnaire.checks_translations import missing
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import english_name_of
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.variants import in_variant
from survey_app.web.london import plain_day


def standing(slug: str, questionnaire: Questionnaire, names: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """A line for each variant. `names` are (code, label) of what may stay as it is."""
    return tuple(f"{slug}: {_line(questionnaire, variant, names)}" for variant in sorted(questionnaire.wordings))


def _line(questionnaire: Questionnaire, variant: str, names: frozenset[tuple[str, str]]) -> str:
    wording = questionnaire.wordings[variant]
    asked = sum(1 for text in texts(in_variant(questionnaire, variant)) if text.place)
    lacking = len(missing(questionnaire, variant, names))
    state = "a draft, so a live survey does not offer it"
    if wording.reviewed is not None:
        state = f"reviewed on {plain_day(wording.reviewed.on.isoformat())} by a {wording.reviewed.by}"
    words = "has all its words" if not lacking else f"lacks words for {lacking} of {asked} texts"
    return f"{english_name_of(variant)} ({variant}) {words}; {state}"
