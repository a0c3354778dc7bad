"""Paper forms in a real browser: no barrier, no fault, and nothing wider than A4."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from survey_app.respond.paper.sizes import Size
from tests.browser.accessibility import html_problems, violations
from tests.respond.paper.shipped import FORMS, html_of

pytestmark = pytest.mark.browser

A4_PIXELS, A4_TALL = 794, 1123
"""A4 at 96 pixels an inch."""

TEXT_MILLIMETRES = 178
"""What its margins leave for text."""

LOOKED_AT = [("residents", "en", Size.STANDARD), ("residents", "ur", Size.LARGE), ("staff", "en", Size.GIANT)]

BROKEN = """() => [...document.querySelectorAll('.q')].filter(each => each.scrollWidth > each.clientWidth + 1)
  .map(each => each.innerText.slice(0, 60))"""

SMALL = """limit => [...document.querySelectorAll('main *')]
  .filter(each => each.childNodes.length && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(each => parseFloat(getComputedStyle(each).fontSize) < limit - .1).map(each => each.outerHTML)"""
"""Whatever has words smaller than so many pixels."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window in which the forms are opened one after the other."""
    page = browser.new_page()
    yield page
    page.close()


def opened(page: Page, html: str, width: int) -> Page:
    """The form in a window of that width, as on a screen."""
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": width, "height": A4_TALL})
    page.set_content(html)
    return page


@pytest.mark.parametrize(("slug", "variant", "size"), LOOKED_AT)
def test_a_form_has_no_barrier_and_fits_every_screen(window: Page, slug: str, variant: str, size: Size) -> None:
    page = opened(window, html_of(slug, variant, size), A4_PIXELS)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_nothing_printed_is_wider_than_the_page(window: Page, slug: str, variant: str) -> None:
    for size in Size:
        page = opened(window, html_of(slug, variant, size), int(TEXT_MILLIMETRES / 25.4 * 96))
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert page.evaluate(BROKEN) == []
        assert not page.get_by_text("To print, press").is_visible()


def test_large_print_has_no_word_under_16_point(window: Page) -> None:
    page = opened(window, html_of("residents", "en", Size.LARGE), A4_PIXELS)
    page.emulate_media(media="print")
    assert page.evaluate(SMALL, 16 / 72 * 96) == []
    assert page.evaluate(SMALL, 24 / 72 * 96) != []


@pytest.mark.java
def test_the_html_of_every_form_is_valid() -> None:
    assert html_problems({f"{slug} {variant}": html_of(slug, variant, Size.STANDARD) for slug, variant in FORMS}) == []
