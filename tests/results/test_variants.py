"""Languages and Easy Read in results: what a variant does not have, and whom figures are of."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.wording import QuestionWords, Wording
from survey_app.results.coding import Missing, StoredAnswers, codings, left_out
from survey_app.results.disclosure import Level
from survey_app.results.filtering import choosers, conditions, refusal
from survey_app.results.tallies import people_in, tallies
from survey_app.results.views import Filter, View
from tests.results.sample import FIRST, column_set, versions

EASY = "en-easyread"
SHORTENED: Questionnaire = replace(
    FIRST,
    wordings={
        "pl": Wording(title="Inaczej"),
        EASY: Wording(leaves_out=("Q2",), questions={"Q1": QuestionWords(offers=("daily", "never"))}),
    },
)


def test_a_question_that_a_variant_leaves_out_was_not_offered_in_it() -> None:
    answers: list[StoredAnswers] = [{"Q1": "daily"}, {"Q1": "daily"}, {"Q1": "never", "Q2": ("phone",)}]
    columns = column_set(answers, survey=versions(SHORTENED), variant=lambda place: ("en", EASY, "pl")[place])
    place = next(place for place, coding in enumerate(columns.codings) if coding.key == "Q2")
    assert columns.block.answers[place].codes.tolist() == [Missing.NOT_ASKED, Missing.NOT_OFFERED, 1]
    tally = next(each.tally for each in tallies(columns, 1, Level.WORKING).questions if each.key == "Q2")
    assert (tally.asked, tally.base) == (1, 1)


def test_a_coding_knows_what_a_shorter_variant_offers() -> None:
    every = {coding.key: coding for coding in codings(versions(SHORTENED))}
    assert every["Q1"].shortened == {(11, EASY): frozenset({1, 3})}
    assert [left_out(every["Q2"], 11, variant) for variant in ("en", "pl", EASY)] == [False, False, True]
    assert not left_out(every["Q1"], 11, EASY)


def test_an_analyst_filters_by_language_or_easy_read() -> None:
    view = View(filters=(Filter("language", "pl"),))
    offered = choosers(SHORTENED, view)
    assert [(each.value, each.label, each.chosen) for each in offered[-1].choices] == [
        ("", "Everybody", False),
        ("language:en", "English", False),
        (f"language:{EASY}", "Easy Read", False),
        ("language:pl", "Polish", True),
    ]
    assert [each.words for each in conditions(view, offered)] == ["Polish"]
    assert refusal(view, Level.WORKING, offered) == ""
    assert refusal(view, Level.GUARDED, ()) != ""
    assert choosers(FIRST, view)[-1].key != "language", "a survey in one language has no such list"


def test_a_group_by_language_has_those_who_answered_in_it() -> None:
    columns = column_set(
        [{"Q1": "daily"}] * 5, survey=versions(SHORTENED), variant=lambda place: "pl" if place else "en"
    )
    assert [people_in(columns, 1, [Filter("language", each)]) for each in ("en", "pl", "ur")] == [1, 4, 0]
