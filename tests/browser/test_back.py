"""Back, two tabs, a double click, a draft that is gone and cookies refused, on a person's own device."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from survey_app.respond.messages import NOTICES, STALE
from survey_app.web.tongues import ENGLISH
from tests.browser.conftest import FLAGS
from tests.browser.hands import choose, press, write
from tests.browser.installation import terminal
from tests.missing import whole_chromium
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND
from tests.serving import Served

pytestmark = pytest.mark.browser

TYPED = "The form lost my answers, twice"
BOX = "What happened, or what is your idea?"
ABOUT = "Finding information"
SKIP = "Skip this question"


@pytest.fixture
def feedback(served: Served, plain_page: Page) -> Page:
    """The form's one page with a box, opened on a person's own device."""
    return opened(served, plain_page)


@pytest.fixture
def refusing_page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page in a Chromium of its own whose settings say: no cookies from anybody."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text('{"profile": {"default_content_setting_values": {"cookies": 2}}}')
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=whole_chromium(), args=FLAGS)
    yield context.new_page()
    context.close()


def opened(served: Served, page: Page) -> Page:
    page.goto(f"{served.address}/feedback")
    press(page, OWN)
    press(page, SKIP)
    expect(page).to_have_title(re.compile("^Your feedback"))
    return page


def back(page: Page) -> None:
    """Press Back. Raises where the browser would ask to send the form again."""
    response = page.go_back()
    assert response is None or response.ok


def test_a_failed_post_moves_the_focus_to_the_summary_of_problems(feedback: Page) -> None:
    press(feedback, "Continue")
    expect(feedback.locator("#problem")).to_be_focused()
    feedback.get_by_role("link", name="Choose what it is about.").click()
    expect(feedback.get_by_label(ABOUT)).to_be_focused()


def test_back_after_a_failed_post_brings_the_typed_text_back(served: Served, either_page: Page) -> None:
    feedback = opened(served, either_page)
    write(feedback, BOX, TYPED)
    press(feedback, "Continue")
    expect(feedback).to_have_title(re.compile("^Error: "))
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)
    back(feedback)
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)


def test_back_to_an_earlier_page_and_forward_again_asks_nothing_and_loses_nothing(feedback: Page) -> None:
    write(feedback, BOX, TYPED)
    press(feedback, "Continue")
    back(feedback)
    back(feedback)
    expect(feedback).to_have_title(re.compile("^Which best describes you"))
    feedback.go_forward()
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)


def test_back_after_an_error_brings_the_typed_text_back(served: Served, either_page: Page) -> None:
    feedback = opened(served, either_page)
    too_much = TYPED + "." * 70_000
    write(feedback, BOX, too_much)
    refused = press(feedback, "Continue")
    assert refused is not None
    assert refused.status == 413
    back(feedback)
    expect(feedback.get_by_label(BOX)).to_have_value(too_much)


def test_back_to_a_page_that_was_the_reply_to_a_form_would_ask_to_send_it_again(served: Served, feedback: Page) -> None:
    write(feedback, BOX, "." * 70_000)
    press(feedback, "Continue")
    feedback.goto(f"{served.address}/privacy")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        back(feedback)


def test_back_after_sending_says_that_the_answers_were_sent(served: Served, either_page: Page) -> None:
    feedback = opened(served, either_page)
    choose(feedback, ABOUT)
    press(feedback, "Continue")
    press(feedback, SEND)
    sent = len(responses(served.database))
    back(feedback)
    expect(feedback.get_by_role("heading", level=1)).to_have_text("These answers have been sent")
    back(feedback)
    expect(feedback.get_by_role("heading", level=1)).to_have_text("These answers have been sent")
    assert len(responses(served.database)) == sent


def test_a_double_click_on_send_stores_one_response(served: Served, feedback: Page) -> None:
    choose(feedback, ABOUT)
    press(feedback, "Continue")
    before = len(responses(served.database))
    feedback.get_by_role("button", name=SEND).first.dblclick()
    expect(feedback.get_by_role("heading", level=1)).to_have_text("Your answers have been sent.")
    assert len(responses(served.database)) == before + 1


def test_a_stale_tab_shows_what_was_typed_in_it_and_asks(served: Served, feedback: Page) -> None:
    write(feedback, BOX, TYPED)
    other_tab = feedback.context.new_page()
    other_tab.goto(f"{served.address}/feedback")
    press(other_tab, "Start again")
    press(feedback, "Continue")
    expect(feedback.get_by_role("status")).to_have_text(ENGLISH.say(STALE))
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)
    choose(feedback, ABOUT)
    press(feedback, "Continue")
    assert any(TYPED in str(each["content"]) for each in drafts(served.database))
    press(other_tab, SKIP)
    expect(other_tab.get_by_label(BOX)).to_have_value(TYPED)


def test_after_a_draft_expired_nothing_typed_is_lost_and_the_page_says_what_is(served: Served, feedback: Page) -> None:
    with terminal(served) as installation:
        installation.expire_drafts()
    write(feedback, BOX, TYPED)
    choose(feedback, ABOUT)
    press(feedback, "Continue")
    expect(feedback.get_by_role("status")).to_have_text(ENGLISH.say(NOTICES[b"expired"]))
    press(feedback, SKIP)
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)
    expect(feedback.get_by_label(ABOUT)).to_be_checked()


def test_a_browser_that_refuses_cookies_is_told_and_given_the_telephone_number(
    served: Served, refusing_page: Page
) -> None:
    refusing_page.goto(f"{served.address}/feedback")
    press(refusing_page, OWN)
    expect(refusing_page.get_by_role("heading", level=1)).to_have_text("Your browser did not keep our cookie")
    expect(refusing_page.get_by_role("main")).to_contain_text("phone 01632 960180")
    assert refusing_page.context.cookies() == []


def test_a_wrong_receipt_code_moves_the_focus_to_the_problem_and_stays_typed(served: Served, either_page: Page) -> None:
    either_page.goto(f"{served.address}/feedback/en/take-back")
    box = either_page.get_by_label("Receipt code")
    box.fill("1234 5678")
    press(either_page, "Delete my answers")
    expect(either_page.locator("#problem")).to_be_focused()
    expect(box).to_have_value("1234 5678")
    assert "1234" not in either_page.url
    either_page.get_by_role("link", name="One of the numbers is wrong.").click()
    expect(box).to_be_focused()
