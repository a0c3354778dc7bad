"""Hints that follow from a question's limits, so that nobody meets a limit unwarned."""

from survey_app.questionnaire.definition import Asked, Many, Ranking
from survey_app.questionnaire.phrases import Said, phrase


def hint_words(question: Asked) -> Said:
    """The question's own hint, and what its limits allow."""
    limits = _limits(question)
    if not limits or not question.hint:
        return limits or question.hint
    return phrase("{hint} {limits}", hint=question.hint, limits=limits)


def _limits(question: Asked) -> Said:
    match question:
        case Many(least=0, most=0):
            return ""
        case Many(least=0):
            return phrase("Tick up to {most}.", most=question.most)
        case Many(most=0):
            return phrase("Tick {least} or more.", least=question.least)
        case Many() if question.least == question.most:
            return phrase("Tick {most}.", most=question.most)
        case Many():
            return phrase("Tick {least} to {most}.", least=question.least, most=question.most)
        case Ranking():
            return phrase("Choose 1st for what comes first, and so on. Choose up to {most}.", most=question.most)
    return ""
