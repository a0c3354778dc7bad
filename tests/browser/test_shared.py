"""A shared computer, such as in a library: it says so, clears itself, and shows the next person nothing."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, TIMEOUT_MILLISECONDS
from tests.browser.hands import choose, follow, press, quicken, write
from tests.missing import whole_chromium
from tests.respond.rows import drafts
from tests.respond.walker import OWN, SEND, SHARED
from tests.serving import Served

pytestmark = pytest.mark.browser

TYPED = "The library computer was slow"
PRIVATE = "Nobody else may read this"
BOX = "What happened, or what is your idea?"
ABOUT = "Finding information"
CLEAR = "This computer is clear"
LEAVE = "Delete my answers and clear this computer"
REVEALED = "I need more time"
FOCUSED = """() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return top && (top === focused || focused.contains(top)) ? focused.innerText : 'covered: ' + focused.outerHTML;
}"""
"""The words of what has the focus; that it is covered, where something else lies above it."""

GO_BACK = "setTimeout(() => history.back())"
"""Back as the browser's own button does it; it may end the page at once, so nothing waits for it."""

IDLE_SECONDS = range(29 * 60, 31 * 60 + 2)
"""30 minutes since the last press, up to the minute that the page names."""


@pytest.fixture
def feedback(served: Served, plain_page: Page) -> Page:
    """The form's one page with a box, opened on a shared computer."""
    return opened(served, plain_page)


@pytest.fixture(scope="module")
def remembering(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps whole pages in memory for Back, as people's do and Playwright's does not."""
    started = browser.browser_type.launch(
        executable_path=whole_chromium(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield started
    started.close()


@pytest.fixture
def remembering_page(remembering: Browser) -> Iterator[Page]:
    """A page in it."""
    context = remembering.new_context(locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    yield context.new_page()
    context.close()


def opened(served: Served, page: Page, how: str = SHARED) -> Page:
    page.goto(f"{served.address}/feedback")
    press(page, how)
    press(page, "Skip this question")
    expect(page).to_have_title(re.compile("^Your feedback"))
    return page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_every_page_says_that_the_computer_is_shared_and_what_to_do(feedback: Page) -> None:
    banner = feedback.get_by_role("banner")
    expect(banner).to_contain_text("Shared computer. Press Stop and clear this computer before you leave.")
    expect(feedback.get_by_role("button", name="Stop and clear this computer")).to_be_visible()
    expect(feedback.locator("form")).to_have_attribute("autocomplete", "off")


def test_a_person_on_a_device_of_their_own_is_told_nothing_of_the_kind(served: Served, plain_page: Page) -> None:
    opened(served, plain_page, OWN)
    expect(plain_page.get_by_role("banner")).not_to_contain_text("Shared computer")
    expect(plain_page.get_by_text("this page clears at")).to_have_count(0)


def test_the_browser_keeps_no_page_and_leaves_for_an_empty_one_after_30_minutes(feedback: Page) -> None:
    response = feedback.reload()
    assert response is not None
    assert response.header_value("cache-control") == "no-store"
    seconds, _, target = (response.header_value("refresh") or "").partition(";url=")
    assert int(seconds) in IDLE_SECONDS
    feedback.goto(urljoin(feedback.url, target))  # where the browser goes by itself when the time is over
    assert heading(feedback) == CLEAR
    assert feedback.context.cookies() == []
    expect(feedback.get_by_text(TYPED)).to_have_count(0)


def test_the_offer_of_more_time_is_hidden_at_first_and_shown_20_minutes_later(feedback: Page) -> None:
    offer = feedback.get_by_role("status").get_by_role("button", name=REVEALED)
    expect(offer).to_be_hidden()
    feedback.get_by_label(BOX).focus()
    quicken(feedback, 19 * 60)
    expect(offer).to_be_hidden()
    quicken(feedback, 20 * 60 + 1)
    expect(offer).to_be_visible()
    expect(feedback.get_by_label(BOX)).to_be_focused()


def test_the_offer_covers_nothing_that_the_keyboard_goes_to(feedback: Page) -> None:
    quicken(feedback, 20 * 60 + 1)
    focused: list[str] = []
    while not focused or focused[-1] != "Privacy":
        feedback.keyboard.press("Tab")
        focused.append(feedback.evaluate(FOCUSED))
    assert {"Continue", "Back", "Stop and clear this computer", REVEALED} <= set(focused)
    assert [words for words in focused if words.startswith("covered")] == []


def test_what_a_refusal_says_of_typed_text_is_true_on_a_shared_computer(feedback: Page) -> None:
    write(feedback, BOX, TYPED)
    press(feedback, "Stop and clear this computer")
    follow(feedback, "Go back to the questions")
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)
    feedback.get_by_label(BOX).fill(TYPED + "." * 70_000)
    press(feedback, "Continue")
    expect(feedback.get_by_text("On a shared computer you may have to type this page again.")).to_be_visible()
    expect(feedback.get_by_text("What you sent on earlier pages is safe.")).to_be_visible()
    feedback.go_back()
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)  # what was stored, not what was too much


def test_more_time_stores_what_was_typed_and_keeps_the_page(served: Served, feedback: Page) -> None:
    write(feedback, BOX, TYPED)
    quicken(feedback, 20 * 60 + 1)
    press(feedback, REVEALED)
    expect(feedback.get_by_label(BOX)).to_have_value(TYPED)
    expect(feedback.locator("#problem")).to_have_count(0)
    assert TYPED in str(drafts(served.database))


def test_after_clearing_back_shows_nothing_that_was_typed(served: Served, remembering_page: Page) -> None:
    page = opened(served, remembering_page)
    write(page, BOX, PRIVATE)
    press(page, "Stop and clear this computer")
    assert PRIVATE in str(drafts(served.database))
    press(page, LEAVE)
    assert heading(page) == CLEAR
    assert page.context.cookies() == []
    assert PRIVATE not in str(drafts(served.database))
    for _ in range(4):
        with page.expect_navigation():  # a page from the browser's memory would come without one
            page.evaluate(GO_BACK)
        assert PRIVATE not in page.content()
        expect(page.get_by_label(BOX)).to_have_count(0)


def test_on_a_device_of_ones_own_back_shows_it_from_the_browsers_memory(served: Served, remembering_page: Page) -> None:
    page = opened(served, remembering_page, OWN)
    write(page, BOX, TYPED)
    press(page, "Stop and come back later")
    page.evaluate(GO_BACK)
    expect(page.get_by_label(BOX)).to_have_value(TYPED)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"


def test_after_sending_the_computer_is_cleared_and_a_second_person_starts_afresh(feedback: Page) -> None:
    choose(feedback, ABOUT)
    write(feedback, BOX, TYPED)
    press(feedback, "Continue")
    press(feedback, SEND)
    expect(feedback.get_by_role("banner")).to_contain_text("Press Clear this computer before you leave.")
    press(feedback, "Clear this computer")
    assert heading(feedback) == CLEAR
    follow(feedback, "Start for another person")
    press(feedback, SHARED)
    press(feedback, "Skip this question")
    expect(feedback.get_by_label(BOX)).to_have_value("")
    expect(feedback.get_by_label(ABOUT)).not_to_be_checked()


def test_opening_the_start_page_ends_what_somebody_left_under_way(served: Served, feedback: Page) -> None:
    write(feedback, BOX, TYPED)
    press(feedback, "Back")
    feedback.goto(f"{served.address}/feedback")
    expect(feedback.get_by_role("link", name="Carry on", exact=True)).to_have_count(0)
    assert feedback.context.cookies() == []
    back = feedback.go_back()
    assert back is not None
    assert TYPED not in back.text()
