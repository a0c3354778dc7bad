"""Wherever people could type there is a file, named by its question."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Section
from survey_app.results.coding import codings
from survey_app.results.files.typed import typed_keys
from tests.results.sample import FIRST, HEALTH, IDEA, OFTEN, versions


def test_typed_questions_and_details_of_options_have_keys_of_their_own() -> None:
    assert typed_keys(codings(versions()), equality=True) == {
        "Q2-detail": "Question 2: typed under “Something else”",
        "Q2-comment": "Question 2: typed under “Something else” beside another answer",
        "Q6": "Question 6: What should we do?",
    }


def test_what_was_typed_beside_another_answer_is_kept_apart() -> None:
    other = replace(OFTEN, options=(*OFTEN.options, Option(code="other", label="Another", detail="how often")))
    keys = typed_keys(codings(versions(replace(FIRST, sections=(Section(id="s", questions=(other,)),)))), equality=True)
    assert [*keys] == ["Q1-detail", "Q1-comment"]


def test_the_equality_part_is_left_out_where_it_stands_apart() -> None:
    about = Section(id="about", part="about_you", questions=(replace(IDEA, id="E1"), HEALTH))
    survey = codings(versions(replace(FIRST, sections=(about,))))
    assert typed_keys(survey, equality=False) == {}
    assert typed_keys(survey, equality=True) == {"E1": "About you 1: What should we do?"}
