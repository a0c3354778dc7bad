"""The residents' survey in Easy Read: few questions, short sentences, short lists, a picture on each page."""

from collections.abc import Iterator

import pytest

from survey_app.organisation import read_organisation
from survey_app.questionnaire.checks_wording import SENTENCE_END
from survey_app.questionnaire.definition import Asked, Information, Items, One, Questionnaire, Section
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.walking import options_of, questions_of
from tests.serving import CHECKOUT

VARIANT = "en-easyread"
MOST_WORDS = 15
MOST_OPTIONS = 6
IN_PARTS = {"R02", "R03"}
"""Where somebody lives and how old they are: needed, and everybody has to find their own in the list. Both have one
answer, so that they go over several pages (`tests/respond/test_list_parts.py`)."""


def residents() -> Questionnaire:
    folder = CHECKOUT / "questionnaires"
    return read_file(folder / "residents" / "questionnaire.toml", read_organisation(folder / "organisation.toml"))


@pytest.fixture(scope="module")
def whole() -> Questionnaire:
    return residents()


@pytest.fixture(scope="module")
def easy(whole: Questionnaire) -> Questionnaire:
    return in_variant(whole, VARIANT)


def asked(questionnaire: Questionnaire) -> Iterator[tuple[Section, Asked]]:
    return ((section, question) for section in questionnaire.sections for question in section.questions)


def test_no_sentence_has_more_words_than_one_idea_takes(easy: Questionnaire) -> None:
    sentences = [sentence for text in texts(easy) if text.place for sentence in SENTENCE_END.split(text.words)]
    assert len(sentences) > 150
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []


def test_words_are_not_joined_or_shortened(easy: Questionnaire) -> None:
    joined = ("n't", "'re", "'ll", "'ve", "e.g.", "i.e.", "etc", "&")
    assert [text.words for text in texts(easy) if any(each in text.words for each in joined)] == []


def test_a_question_has_six_options_at_most_but_where_everybody_must_find_their_own(easy: Questionnaire) -> None:
    many = {
        question.id
        for _, question in asked(easy)
        if len(options_of(question)) * (len(question.items) if isinstance(question, Items) else 1) > MOST_OPTIONS
    }
    assert many == IN_PARTS


def test_it_has_the_most_useful_questions_and_no_more(easy: Questionnaire) -> None:
    ids = [
        question.id
        for _, question in asked(easy)
        if not isinstance(question, Information) and not (isinstance(question, One) and question.buttons)
    ]
    assert 15 <= len(ids) <= 20
    assert {"R01", "R02", "R03", "R04", "R11a", "R13", "R17", "R21", "E2", "E3a", "E4", "E5"} <= set(ids)


def test_every_page_with_a_question_has_one_question_and_a_picture(easy: Questionnaire) -> None:
    for section in easy.sections:
        if not section.ends:
            assert len(section.questions) == 1, section.id
            assert section.questions[0].picture, section.id


def test_a_list_with_pictures_has_one_beside_each_option(easy: Questionnaire) -> None:
    for _, question in asked(easy):
        pictures = {bool(option.picture) for option in options_of(question)}
        assert len(pictures) <= 1, question.id


def test_pages_have_numbers_of_their_own_without_a_gap_in_each_part(easy: Questionnaire) -> None:
    numbers = {
        part: [question.number for section, question in asked(easy) if section.part == part and question.number]
        for part in ("main", "about_you")
    }
    for part, found in numbers.items():
        assert found == [str(place) for place in range(1, len(found) + 1)], part
    assert [question.id for _, question in asked(easy) if not question.number] == ["R01a", "E0"]


def test_numbers_of_the_survey_itself_stay(whole: Questionnaire) -> None:
    assert {question.id: question.number for _, question in asked(whole)}["R09"] == ""
    assert {question.id: question.number for _, question in questions_of(whole)}["E2"] == "1"
