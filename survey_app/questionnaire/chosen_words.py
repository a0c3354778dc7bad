"""Options offered again in a later question keep the words that a wording gives them where they first stand."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import One, Questionnaire
from survey_app.questionnaire.walking import questions_of
from survey_app.questionnaire.wording import QuestionWords, Wording


def with_chosen_words(wording: Wording, written: Questionnaire) -> Wording:
    """The wording of a questionnaire as written, with the words of what was chosen earlier put where it is offered."""
    questions = dict(wording.questions)
    for _, question in questions_of(written):
        if isinstance(question, One) and question.options_chosen_in in questions:
            earlier = questions[question.options_chosen_in]
            own = questions.get(question.id, QuestionWords())
            questions[question.id] = replace(
                own,
                options={**earlier.options, **own.options},
                hints={**earlier.hints, **own.hints},
                pictures={**earlier.pictures, **own.pictures},
            )
    return replace(wording, questions=questions)
