"""The printed numbers of the real questionnaires, as the team reads them: every question has one of its own."""

import pytest

from survey_app.questionnaire.variables import variables
from survey_app.results.figures import number_words
from tests.respond.wholes import SLUGS, whole


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_has_words_of_its_own_before_its_title(slug: str) -> None:
    by_question = {variable.question.id: number_words(variable) for variable in variables(whole(slug))}
    assert all(words and words == words.strip() for words in by_question.values()), by_question
    assert len(set(by_question.values())) == len(by_question)


@pytest.mark.parametrize("slug", ["residents", "staff"])
def test_the_buttons_before_the_equality_questions_stand_under_their_part(slug: str) -> None:
    words = {variable.question.id: number_words(variable) for variable in variables(whole(slug))}
    assert words["E0"] == "About you"
