"""A connection that is lost while somebody answers: nothing typed goes with it, and it can be sent again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.hands import choose, press, write
from tests.respond.walker import OWN, SHARED
from tests.serving import Served

pytestmark = pytest.mark.browser

BOX = "What happened, or what is your idea?"
TYPED = "The bus was late, and I said so: «ok»"


@contextmanager
def no_signal(page: Page) -> Iterator[None]:
    """The browser's connection is gone meanwhile."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def at_the_box(served: Served, page: Page, start: str) -> None:
    """Start the feedback form and go to the page with a box to type in."""
    page.goto(f"{served.address}/feedback")
    press(page, start)
    press(page, "Skip this question")
    choose(page, "Finding information")
    write(page, BOX, TYPED)


def test_with_javascript_the_page_stays_and_says_that_there_is_no_signal(served: Served, scripted_page: Page) -> None:
    at_the_box(served, scripted_page, OWN)
    with no_signal(scripted_page):
        for _ in range(2):
            scripted_page.get_by_role("button", name="Continue", exact=True).click()
            expect(scripted_page.get_by_role("alert")).to_have_count(1)
            expect(scripted_page.get_by_role("alert")).to_contain_text("There is no signal just now.")
        expect(scripted_page.get_by_label(BOX)).to_have_value(TYPED)
    press(scripted_page, "Continue")
    expect(scripted_page.get_by_text(TYPED)).to_be_visible()


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_without_javascript_loading_the_lost_page_again_sends_what_was_typed(
    served: Served, plain_page: Page, start: str
) -> None:
    at_the_box(served, plain_page, start)
    with no_signal(plain_page), pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        press(plain_page, "Continue")
    plain_page.reload()
    expect(plain_page.get_by_text(TYPED)).to_be_visible()
