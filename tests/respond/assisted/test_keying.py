"""A form as it was keyed becomes answers, marks and oddities; nothing is refused, and the route is recomputed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.conditions import Circumstances
from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.assisted.keying import ENDS, NEEDED, NOT_OFFERED, OFF_ROUTE, Keyed, read_form
from survey_app.results.coding import codings
from survey_app.results.reading import Reader
from survey_app.surveys.versions import Version
from tests.respond.assisted.paper import FILLED, FORM, STORED

PAPER = Circumstances("en", "paper")
BOXES = [box.key for box in all_boxes(FORM)]


def keyed(**typed: str) -> Keyed:
    """The form with these boxes in place of those that are filled in well; `__` stands for the dot of a row."""
    return read_form(FORM, {**FILLED, **{key.replace("__", "."): text for key, text in typed.items()}}, PAPER)


def odd(found: Keyed) -> list[tuple[str, str]]:
    return [(each.key, each.words) for each in found.oddities]


def test_a_form_that_is_filled_in_well_is_stored_as_on_the_web() -> None:
    found = keyed()
    assert msgspec.json.decode(msgspec.json.encode(found.answers)) == STORED
    assert (found.oddities, found.off_route, found.ends) == ((), (), False)


def test_every_question_of_the_route_is_asked_and_blank_where_its_box_is_empty() -> None:
    found = read_form(FORM, {"Q1": "1", "Q4": "1"}, PAPER)
    assert {key for key, value in found.answers.items() if value is None} == {
        "Q2", "Q3", "Q3a", "Q5", "Q6.pay", "Q6.find", "Q7", "Q8", "Q9", "E0",
        "Q10.1", "Q10.2", "Q10.3", "Q11", "Q12", "Q12.fifth",
    }  # fmt: skip
    assert "E1" not in found.answers


def test_what_cannot_be_read_is_not_answered_and_marked() -> None:
    found = keyed(Q2="r", Q3="R", Q6__pay="r", Q7="r", Q9="r")
    for key in ("Q2", "Q3", "Q6.pay", "Q7", "Q9"):
        assert (found.answers[key], found.answers[f"{key}-keyed"]) == (None, "unreadable")


@pytest.mark.parametrize("text", ["m", "1 2", "2,1"])
def test_several_marks_where_one_answer_is_asked_are_not_answered_and_marked(text: str) -> None:
    found = keyed(Q2=text)
    assert (found.answers["Q2"], found.answers["Q2-keyed"]) == (None, "several")
    assert bool(found.oddities) == (text != "m")


@pytest.mark.parametrize(("text", "words"), [("1 5", "None of these"), ("1 2 3", "3 are marked, and 2 is the most")])
def test_ticks_that_cannot_all_be_meant_are_not_answered_and_marked(text: str, words: str) -> None:
    found = keyed(Q3=text)
    assert (found.answers["Q3"], found.answers["Q3-keyed"]) == (None, "several")
    assert [key for key, said in odd(found) if words in said] == ["Q3"]


@pytest.mark.parametrize("text", ["9", "0", "yes", "1x"])
def test_a_number_that_the_list_has_not_is_odd_and_no_answer(text: str) -> None:
    found = keyed(Q4=text)
    assert (found.answers["Q4"], found.answers["Q4-keyed"]) == (None, "unusable")
    assert [key for key, _ in odd(found)][:1] == ["Q4"]


def test_of_several_numbers_those_of_the_list_count() -> None:
    found = keyed(Q3="1 9")
    assert found.answers["Q3"] == ("phone",)
    assert "There is no option 9: the last is 5." in [words for _, words in odd(found)]


@pytest.mark.parametrize("text", ["99", "many", "-1"])
def test_a_number_outside_its_bounds_is_odd_and_no_answer(text: str) -> None:
    found = keyed(Q7=text)
    assert (found.answers["Q7"], found.answers["Q7-keyed"]) == (None, "unusable")
    assert odd(found) == [("Q7", "Enter a number between 0 and 40.")]


def test_answers_off_the_route_are_flagged_and_not_counted() -> None:
    found = keyed(Q4="2")
    assert found.off_route == ("Q5",)
    assert "Q5" not in found.answers
    assert odd(found) == [("Q5", OFF_ROUTE)]


def test_an_option_that_an_earlier_answer_takes_away_is_odd_and_no_answer() -> None:
    found = keyed(Q3="3")
    assert (found.answers["Q3a"], found.answers["Q3a-keyed"]) == (None, "unusable")
    assert odd(found) == [("Q3a", NOT_OFFERED)]


def test_a_needed_answer_that_is_missing_is_odd_and_stops_nothing() -> None:
    found = keyed(Q1="")
    assert found.answers["Q1"] is None
    assert odd(found) == [("Q1", NEEDED)]


def test_an_answer_that_ends_the_survey_leaves_nothing_to_keep() -> None:
    found = keyed(Q2="1")
    assert found.ends
    assert odd(found) == [("Q2", ENDS)]


def test_words_alone_choose_their_option_and_beside_another_they_are_a_comment() -> None:
    alone, beside = (
        keyed(**{"Q3": "", "Q3-detail": "A watch", "Q3a": "3"}),
        keyed(**{"Q3": "5", "Q3-detail": "A watch", "Q3a": "3"}),
    )
    assert (alone.answers["Q3"], alone.answers["Q3-detail"]) == (("other",), "A watch")
    assert (beside.answers["Q3"], beside.answers["Q3-comment"]) == (("none",), "A watch")


@pytest.mark.parametrize("text", ["r", "m", "1 2 3"])
def test_words_beside_a_mark_choose_nothing(text: str) -> None:
    found = keyed(**{"Q3": text, "Q3-detail": "A watch", "Q3a": "3"})
    assert (found.answers["Q3"], found.answers["Q3-comment"]) == (None, "A watch")


def test_words_are_kept_whole_however_long() -> None:
    found = keyed(Q8="x" * 40, Q9="y" * 5000)
    assert (found.answers["Q8"], found.answers["Q9"]) == ("x" * 40, "y" * 5000)
    assert [key for key, _ in odd(found)] == ["Q8", "Q9"]


def test_questions_behind_buttons_are_asked_where_one_of_them_is_filled_in() -> None:
    assert keyed(E1="r").answers["E0"] == "yes"
    assert keyed(E1="").answers["E0"] is None


@given(st.dictionaries(st.sampled_from(BOXES), st.text() | st.sampled_from(["r", "m", "1", "2", "1 2", "9", "1 5"])))
def test_whatever_is_typed_results_can_read_it(typed: dict[str, str]) -> None:
    found = read_form(FORM, typed, PAPER)
    reader = Reader(codings([Version(1, 1, 1, FORM, 0)]))
    reader.read([msgspec.json.encode(found.answers).decode()], 1)
    assert all(found.answers[key.removesuffix("-keyed")] is None for key in found.answers if key.endswith("-keyed"))
