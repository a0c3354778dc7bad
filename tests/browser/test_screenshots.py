"""The two pictures of the README, taken anew where `SCREENSHOTS=1` is set."""

import os

import pytest
from playwright.sync_api import Browser, Page, expect

from survey_app.team.permissions import Permission
from tests.browser.hands import choose, press
from tests.browser.installation import terminal
from tests.respond.walker import OWN
from tests.serving import CHECKOUT, Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("SCREENSHOTS") != "1", reason="The README's pictures are kept: SCREENSHOTS=1"),
]

IMAGES = CHECKOUT / "docs" / "images"


def opened(browser: Browser, width: int, height: int, fineness: int) -> Page:
    """A page in daylight; `fineness` is how many of the picture's pixels lie across one of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=fineness, color_scheme="light", locale="en-GB"
    )
    return context.new_page()


def test_a_residents_page(freshly_served: Served, browser: Browser) -> None:
    page = opened(browser, 360, 740, 2)
    page.goto(f"{freshly_served.address}/residents")
    press(page, OWN)
    choose(page, "Me, about myself")
    press(page, "Continue")
    choose(page, "Pendle")
    press(page, "Continue")
    choose(page, "65 to 74")
    press(page, "Continue")
    choose(page, "Every week, but not every day")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=IMAGES / "resident.png", full_page=True)
    page.context.close()


def test_a_teams_page(freshly_served: Served, browser: Browser) -> None:
    page = opened(browser, 1280, 1240, 1)
    with terminal(freshly_served) as installation:
        installation.answer("residents", 84)
        page.goto(freshly_served.address + installation.sign_in_link("analyst@example.org", Permission.SEE_WORKING))
    press(page, "Sign in")
    page.goto(f"{freshly_served.address}/team/surveys/residents/results")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.screenshot(path=IMAGES / "team.png")
    page.context.close()
