"""Options offered again in a later question keep the words that a wording gives them where they first stand."""

from collections.abc import Mapping

from msgspec.structs import replace

from survey_app.questionnaire.definition import One, Questionnaire
from survey_app.questionnaire.walking import options_of, positions, questions_of
from survey_app.questionnaire.wording import QuestionWords, Wording


def with_chosen_words(wording: Wording, written: Questionnaire, whole: Questionnaire) -> Wording:
    """The wording with the words of what is chosen in an earlier question put where it is offered again.

    `written` is the questionnaire as its file says, which names that question; `whole` has the options in their place.
    """
    questions, known = dict(wording.questions), positions(whole)
    for _, question in questions_of(written):
        if isinstance(question, One) and question.options_chosen_in in questions:
            earlier = questions[question.options_chosen_in]
            own = questions.get(question.id, QuestionWords())
            codes = {option.code for option in options_of(known[question.id][1])}
            questions[question.id] = replace(
                own,
                options={**_of(codes, earlier.options), **own.options},
                hints={**_of(codes, earlier.hints), **own.hints},
                pictures={**_of(codes, earlier.pictures), **own.pictures},
            )
    return replace(wording, questions=questions)


def _of(codes: set[str], words: Mapping[str, str]) -> dict[str, str]:
    return {code: each for code, each in words.items() if code in codes}
