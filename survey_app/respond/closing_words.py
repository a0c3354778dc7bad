"""When people can answer a round no more, in words: on start pages and posters."""

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.phrases import Said
from survey_app.surveys.quarters import at_quarter_end
from survey_app.surveys.waves import Wave
from survey_app.web.dates import closing_words


def closes(questionnaire: Questionnaire, wave: Wave) -> Said:
    """When a round closes; empty where no end is set, or where the next round begins as this one ends."""
    if wave.closes_at is None:
        return ""
    goes_on = questionnaire.always_open and at_quarter_end(wave.closes_at)
    return "" if goes_on else closing_words(wave.closes_at)
