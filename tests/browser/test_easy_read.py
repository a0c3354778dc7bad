"""Easy Read in Chromium: answered with and without JavaScript, its pictures there, its letters large."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NARROW, Opened
from tests.browser.hands import choose, press
from tests.browser.keyboard import Keyboard
from tests.browser.looking import NARROW as NARROWEST
from tests.browser.tour_easy_read import SURVEY, answered
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND
from tests.serving import Served

pytestmark = pytest.mark.browser

BROKEN = "() => [...document.images].filter(each => !each.complete || !each.naturalWidth).map(each => each.src)"
LETTERS = """() => [...document.querySelectorAll('main *, footer *')]
  .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest('.u'))
  .map(each => [each.tagName, parseFloat(getComputedStyle(each).fontSize)])"""
BOXES = """() => [...document.querySelectorAll('fieldset input')].map(each => {
  const box = each.getBoundingClientRect();
  return [box.left - each.closest('label').getBoundingClientRect().left, box.width];
})"""
SIDES = """() => [...document.querySelectorAll('main img')].map(each => {
  const words = document.createRange();
  words.selectNodeContents(each.parentElement);
  words.setStartAfter(each);
  return [each.getBoundingClientRect().right, words.getBoundingClientRect().left];
})"""


def at_devices(served: Served, page: Page) -> None:
    page.goto(served.address + SURVEY)
    press(page, OWN)
    for label in ("Me, on my own", "Pendle", "35 to 44", "Many times a day"):
        choose(page, label)
        press(page, "Continue")
    page.wait_for_load_state()


def test_every_page_is_answered_to_the_end_and_stored_in_easy_read(served: Served, either_page: Page) -> None:
    before = responses(served.database)
    either_page.goto(served.address + SURVEY)
    press(either_page, OWN)
    pages = 1
    while leads := answered(either_page):
        press(either_page, leads)
        pages += 1
    press(either_page, SEND)
    assert either_page.url.endswith("/thanks")
    assert pages == 26, "two lists go over several pages"
    (new,) = (row for each, row in responses(served.database).items() if each not in before)
    assert (new["variant"], new["answers"]["R01"]) == ("en-easyread", "keyed_with_person")


def test_the_first_five_pages_are_answered_by_keyboard_alone(served: Served, either_page: Page) -> None:
    either_page.goto(served.address + SURVEY)
    before = drafts(served.database)
    keyboard = Keyboard(either_page)
    keyboard.past_the_heading()
    keyboard.press(OWN, "button")
    for section in ("who", "area", "age", "using-the-internet", "devices"):
        expect(either_page).to_have_url(re.compile(f"{SURVEY}/{section}"))
        keyboard.answer()
    expect(either_page).to_have_url(re.compile(f"{SURVEY}/(?!devices)"))
    expect(either_page.locator("#problem")).to_have_count(0)
    (draft,) = (each for each in drafts(served.database) if each["key"] not in {old["key"] for old in before})
    chosen = {name: values for name, values in draft["content"]["f"].items() if any(values)}
    assert {"R01", "R02", "R03", "R04", "R05"} <= chosen.keys()
    assert chosen["R01"] == ["helped"]


@pytest.mark.parametrize("width", [NARROWEST, NARROW, 1280])
def test_pictures_are_there_left_of_the_words_and_no_letter_is_smaller_than_22_pixels(
    served: Served, open_page: Opened, width: int
) -> None:
    page = open_page(javascript=True, width=width)
    at_devices(served, page)
    assert page.locator("main img").count() == 7
    assert page.evaluate(BROKEN) == []
    assert [pair for pair in page.evaluate(SIDES) if pair[0] > pair[1]] == []
    assert [box for box in page.evaluate(BOXES) if box[0] > 24 or box[1] > 40] == []
    assert {tag: size for tag, size in page.evaluate(LETTERS) if size < 22} == {}


def test_letters_grow_with_the_size_that_somebody_sets_in_their_browser(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address + SURVEY)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 44
    page.close()


def test_pictures_keep_their_tile_in_forced_colours(served: Served, open_page: Opened) -> None:
    page = open_page(javascript=True)
    page.emulate_media(forced_colors="active")
    at_devices(served, page)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("getComputedStyle(document.images[0]).forcedColorAdjust") == "none"


def test_who_saves_data_is_asked_the_same_without_pictures(served: Served, browser: Browser) -> None:
    context = browser.new_context(extra_http_headers={"Save-Data": "on"})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    at_devices(served, page)
    assert page.locator("fieldset [type=checkbox]").count() == 6
    assert [each for each in asked if "/pictures/" in each] == []
    context.close()
