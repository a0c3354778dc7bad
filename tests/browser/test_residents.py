"""Each questionnaire answered in a real browser on a small phone, with and without JavaScript, by clicking words."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chance import Passenger
from tests.browser.hands import choose, follow, press, write
from tests.respond.rows import profile_answers, responses
from tests.respond.walker import OWN, SEND, differences
from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_what_was_typed_on_every_page_stands_in_the_stored_response(
    served: Served, either_page: Page, slug: str
) -> None:
    before, about_before = responses(served.database), profile_answers(served.database)
    either_page.goto(f"{served.address}/{slug}")
    press(either_page, OWN)
    passenger = Passenger(either_page, seed=len(slug))
    passenger.to_the_end()
    (stored,) = (row["answers"] for each, row in responses(served.database).items() if each not in before)
    about = [row for each, row in profile_answers(served.database).items() if each not in about_before]
    answers = stored | {row["question"]: row["answer"] for row in about}
    assert passenger.typed
    assert differences(passenger.typed, answers) == []


@pytest.mark.parametrize("variant", ["ur", "en-easyread"])
def test_in_urdu_and_in_easy_read_what_was_typed_stands_in_the_stored_response_with_its_variant(
    served: Served, either_page: Page, variant: str
) -> None:
    before = responses(served.database)
    either_page.goto(f"{served.address}/residents/{variant}")
    either_page.locator("button[name=on][value=own]").click()
    passenger = Passenger(either_page, seed=len(variant))
    passenger.to_the_end()
    assert either_page.url == f"{served.address}/residents/{variant}/thanks"
    (stored,) = (row for each, row in responses(served.database).items() if each not in before)
    assert stored["variant"] == variant
    assert passenger.pages > 15
    assert any("اردو" in value for values in passenger.typed.values() for value in values)
    assert differences(passenger.typed, stored["answers"]) == []


def test_a_receipt_code_fits_its_box_and_takes_the_answers_back(served: Served, plain_page: Page) -> None:
    plain_page.goto(f"{served.address}/feedback")
    press(plain_page, OWN)
    press(plain_page, "Skip this question")
    choose(plain_page, "Finding information")
    press(plain_page, "Continue")
    choose(plain_page, "Give me a code so I can take my answers back later")
    before = responses(served.database)
    press(plain_page, SEND)
    code = plain_page.locator(".z bdi").inner_text()
    follow(plain_page, "take your answers back")
    write(plain_page, "Receipt code", code)
    box = plain_page.get_by_label("Receipt code")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    press(plain_page, "Delete my answers")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Your answers are taken back")
    (blanked,) = (row for each, row in responses(served.database).items() if each not in before)
    assert (blanked["state"], blanked["answers"]) == ("withdrawn", {})


def test_the_first_press_of_tab_shows_the_skip_link_which_leads_past_the_heading(
    served: Served, plain_page: Page
) -> None:
    plain_page.goto(f"{served.address}/feedback")
    plain_page.keyboard.press("Tab")
    link = plain_page.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    plain_page.keyboard.press("Enter")
    expect(plain_page.get_by_role("main")).to_be_focused()


def test_enter_in_a_box_presses_continue(served: Served, either_page: Page) -> None:
    either_page.goto(f"{served.address}/feedback")
    press(either_page, OWN)
    press(either_page, "Skip this question")
    either_page.locator("label[for=F2-detail]").click()
    either_page.keyboard.insert_text("A fine idea")
    with either_page.expect_navigation():
        either_page.keyboard.press("Enter")
    expect(either_page).to_have_title(re.compile("^Check your answers"))
    expect(either_page.get_by_text("Something else: A fine idea")).to_be_visible()
