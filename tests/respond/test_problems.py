"""A page that cannot be taken as it is: what it says, where it leads, and that nothing typed is lost."""

import re
from typing import Any

import pytest
from msgspec import structs

from survey_app.questionnaire.definition import Number
from survey_app.questionnaire.reading import read
from survey_app.respond.showing import told_apart
from survey_app.web.tongues import ENGLISH
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.documents import by_id
from tests.respond.rows import drafts, responses
from tests.respond.walker import SEND, URDU, Walk
from tests.respond.wholes import SLUGS, whole

ONLINE = ("Me, about myself", "35 to 44", "Many times a day")
ALL_KINDS = "what-happened"
"""The section of the feedback form with a needed choice, a long text, a scale and a list to tick."""


def reached(house: House, slug: str, section: str, *words: str) -> tuple[Client, Page]:
    """A browser at a section of a survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=words, never=["Under 16"]).reach(slug, section)


def answers_of(house: House) -> dict[str, Any]:
    """The answers of the only response that is stored."""
    (row,) = responses(house.database).values()
    answers: dict[str, Any] = row["answers"]
    return answers


def described(page: Page, name: str) -> str:
    """What a reader is told of a field or group beside its label."""
    field = by_id(page.document, name)
    assert field is not None
    groups = [each for each in page.document.every("fieldset") if field in [*each.every("input")]]
    ids = (field.attributes.get("aria-describedby") or groups[-1].attributes.get("aria-describedby", "")).split()
    elements = [by_id(page.document, each) for each in ids]
    assert None not in elements, ids
    return " ".join(each.words() for each in elements if each)


def test_a_problem_leads_to_the_same_section_where_it_stands_in_the_summary_and_above_its_field(house: House) -> None:
    client, page = reached(house, "residents", "who")
    page = client.press(page, "Continue")
    post, shown = client.record[-2:]
    assert (post.method, post.wire.status) == ("POST", 303)
    assert post.wire.header("location") == "who#problem"  # beside the page that was posted
    assert (shown.method, shown.wire.status) == ("GET", 200)
    assert page.title.startswith("Error: Who is filling this in?")
    assert page.problems == [("R01", "Choose who is filling this in.")]
    summary = by_id(page.document, "problem")
    assert summary is not None
    assert summary.words().startswith("There is a problem")
    assert "Choose who is filling this in." in described(page, "R01")


def test_the_summary_can_be_moved_to_by_the_fragment_alone(house: House) -> None:
    client, page = reached(house, "residents", "who")
    summary = by_id(client.press(page, "Continue").document, "problem")
    assert summary is not None
    assert summary.attributes["tabindex"] == "-1"
    assert client.record[-1].target.endswith("#problem")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("who", "Choose who is filling this in."),
        ("area", "Choose your area, or 'Prefer not to say'."),
        ("age", "Choose your age group, or 'Prefer not to say'."),
    ],
)
def test_a_needed_question_left_blank_is_asked_again_in_its_own_words(house: House, section: str, words: str) -> None:
    client, page = reached(house, "residents", section, "Me, about myself")
    page = client.press(page, "Continue")
    assert [said for _, said in page.problems] == [words]


def test_every_other_question_can_be_left_blank(house: House) -> None:
    client, page = reached(house, "residents", "using-the-internet", *ONLINE)
    page = client.press(page, "Continue")
    assert page.path == "/residents/en/devices"
    assert not page.problems


def test_nothing_typed_is_lost_on_a_problem(house: House) -> None:
    client, page = reached(house, "feedback", ALL_KINDS, "I work for the council")
    text = f'\n  It\'s <b>"broken"</b> & slow\n\n{URDU} 🦆 £5\n'
    typed = {"F3": text, "F4": "very_hard", "F5": ("fewer_steps", "none"), "F5-detail": ' "a" <map>'}
    page = client.press(page, "Continue", typed)
    assert [key for key, _ in page.problems] == ["F2", "F5"]
    shown = page.form.values()
    assert shown["F3"] == (text,)
    assert shown["F4"] == ("very_hard",)
    assert set(shown["F5"]) == {"fewer_steps", "none"}
    assert shown["F5-detail"] == (' "a" <map>',)


def test_an_exclusive_option_ticked_with_others_keeps_every_tick_and_says_which_to_untick(house: House) -> None:
    client, page = reached(house, "residents", "devices", *ONLINE)
    page = client.press(page, "Continue", {"R05": ("smartphone", "none")})
    assert page.problems == [("R05", "You ticked 'None of these' and something else. Untick one.")]
    assert page.form.values()["R05"] == ("smartphone", "none")
    page = client.press(page, "Continue", {"R05": ("none",)})
    assert page.path == "/residents/en/larger-screen"


def test_over_the_limit_says_how_many_to_untick(house: House) -> None:
    client, page = reached(house, "staff", "help-wanted")
    ticks = tuple(field.value for field in page.form.fields if field.name == "S08" and not field.after_or)[:5]
    page = client.press(page, "Continue", {"S08": ticks})
    assert page.problems == [("S08", "You ticked 5. Choose up to 3, so untick 2.")]
    assert set(page.form.values()["S08"]) == set(ticks)


def test_a_text_over_its_limit_is_kept_and_says_by_how_much_to_shorten_it(house: House) -> None:
    client, page = reached(house, "residents", "one-thing", *ONLINE)
    page = client.press(page, "Continue", {"R21": "x" * 2_112})
    assert page.problems == [("R21", "Your answer is 2,112 characters. Shorten it by 112.")]
    assert page.form.values()["R21"] == ("x" * 2_112,)
    box = by_id(page.document, "R21")
    assert box is not None
    assert box.attributes["aria-invalid"] == "true"
    assert "Shorten it by 112." in described(page, "R21")


def test_line_breaks_count_as_one_character_however_a_browser_sends_them(house: House) -> None:
    client, page = reached(house, "residents", "one-thing", *ONLINE)
    page = client.press(page, "Continue", {"R21": "x\n" * 1_000})
    assert not page.problems


# --- "Other", with a box to say what ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ({"E8": "other", "E8-detail": "I foster"}, {"E8": "other", "E8-detail": "I foster"}),
        ({"E8": (), "E8-detail": "I foster"}, {"E8": "other", "E8-detail": "I foster"}),
        ({"E8": "other", "E8-detail": ""}, {"E8": "other"}),
        ({"E8": "retired", "E8-detail": "I foster"}, {"E8": "retired", "E8-comment": "I foster"}),
    ],
    ids=["both", "the text alone", "the option alone", "another option and the text"],
)
def test_the_box_under_other_is_never_an_error(
    house: House, answers: dict[str, str | tuple[str, ...]], stored: dict[str, str]
) -> None:
    client, page = reached(house, "residents", "work", *ONLINE, "Answer these questions")
    page = client.press(client.press(page, "Continue", answers), SEND)
    assert page.path == "/residents/en/thanks"
    found = {key: value for key, value in answers_of(house).items() if key.startswith("E8")}
    assert found == stored


def test_text_in_the_box_under_other_ticks_it_beside_the_others(house: House) -> None:
    client, page = reached(house, "residents", "devices", *ONLINE)
    client.press(page, "Continue", {"R05": ("tablet",), "R05-detail": "a reader for e-books"})
    page = Walk(client, 3).onwards(client.open("/residents/en/check"), "check")
    client.press(page, SEND)
    assert answers_of(house)["R05"] == ["tablet", "other"]
    assert answers_of(house)["R05-detail"] == "a reader for e-books"


def test_the_box_under_other_has_a_limit_that_says_by_how_much_to_shorten_it(house: House) -> None:
    client, page = reached(house, "residents", "devices", *ONLINE)
    page = client.press(page, "Continue", {"R05": ("other",), "R05-detail": "y" * 201})
    assert page.problems == [("R05-detail", "Your answer is 201 characters. Shorten it by 1.")]
    assert page.form.values()["R05-detail"] == ("y" * 201,)


def test_every_box_to_type_in_says_beforehand_how_much_it_takes(house: House) -> None:
    boxes = 0
    for slug in ("residents", "staff", "pulse", "feedback"):
        walk = Walk(house.client(), 3, words=(*ONLINE, "Answer these questions", "Fairly hard"), never=["Under 16"])
        walk.whole(slug)
        for page in walk.pages[:-1]:
            for field in page.form.fields:
                if field.kind == "text" and not field.numeric:
                    boxes += 1
                    told = f"{field.label} {described(page, field.name)}"
                    assert re.search(r"Up to (200|2,000) characters", told), (page.path, field.name, told)
    assert boxes > 10


def test_a_page_with_a_problem_stores_what_was_typed_and_counts_none_of_it(house: House) -> None:
    client, page = reached(house, "residents", "devices", *ONLINE)
    client.press(page, "Continue", {"R05": ("smartphone", "none")})
    (draft,) = drafts(house.database)
    assert draft["content"]["f"]["R05"] == ["smartphone", "none"]
    assert draft["content"]["s"]["devices"] == "refused"
    assert client.open("/residents/en/check").path == "/residents/en/devices"


# --- A summary in which no two lines read the same -------------------------------------------------------------------

HOURS = Number(id="N1", label="How many hours at work?", low=0, high=24)
NIGHTS = Number(id="N2", label="How many hours at home?", low=0, high=24)


def test_two_boxes_with_the_same_bounds_are_told_apart_by_their_questions() -> None:
    told = told_apart(
        [(each, problem) for each in (HOURS, NIGHTS) for problem in read(each, {each.id: ("x",)}).problems]
    )
    assert [ENGLISH.say(problem.words) for problem in told.values()] == [
        "How many hours at work? Enter a number between 0 and 24.",
        "How many hours at home? Enter a number between 0 and 24.",
    ]


def test_a_problem_alone_is_said_in_its_own_words() -> None:
    told = told_apart([(HOURS, problem) for problem in read(HOURS, {HOURS.id: ("25",)}).problems])
    assert [ENGLISH.say(problem.words) for problem in told.values()] == ["Enter a number between 0 and 24."]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_summary_of_a_real_page_says_the_same_twice(slug: str) -> None:
    for section in whole(slug).sections:
        needed = [structs.replace(question, needed="Choose an answer.") for question in section.questions]
        told = told_apart([(question, problem) for question in needed for problem in read(question, {}).problems])
        words = [ENGLISH.say(problem.words) for problem in told.values()]
        assert len(set(words)) == len(words), section.id
