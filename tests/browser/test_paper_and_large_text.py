"""Pages printed, with letters twice as large, and in the colours of somebody's own: nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from survey_app.team.permissions import Permission
from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.browser.hands import choose, press, write
from tests.browser.installation import terminal
from tests.browser.strain import CUT_OFF, EDGES, LETTERS, OVERLAPS
from tests.respond.walker import OWN
from tests.serving import Served

pytestmark = pytest.mark.browser


def question(served: Served, page: Page) -> None:
    """A page with several questions and a problem."""
    page.goto(f"{served.address}/feedback")
    press(page, OWN)
    press(page, "Skip this question")
    write(page, "What happened, or what is your idea?", "Nothing")
    press(page, "Continue")


def check(served: Served, page: Page) -> None:
    """Check answers."""
    question(served, page)
    choose(page, "Finding information")
    press(page, "Continue")


def results(served: Served, page: Page) -> None:
    """Results of a survey that dozens have answered."""
    with terminal(served) as installation:
        installation.answer("residents", 40)
        page.goto(served.address + installation.sign_in_link("reader@example.org", Permission.SEE_WORKING))
    press(page, "Sign in")
    page.goto(f"{served.address}/team/surveys/residents/results")


@pytest.fixture(scope="module", params=[question, check, results])
def opened(served: Served, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each sort in turn, opened once."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    page, way = context.new_page(), request.param
    way(served, page)
    if way is results:  # tables are read at a desk
        page.set_viewport_size({"width": 1280, "height": 740})
    yield page
    context.close()


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    """The same, put back afterwards."""
    yield opened
    opened.evaluate("document.documentElement.style.fontSize = ''")
    opened.emulate_media(media="null", forced_colors="null")


def test_with_letters_twice_as_large_nothing_is_cut_off_or_covered(page: Page) -> None:
    before = page.evaluate(LETTERS)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(LETTERS) == 2 * before
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_cut_off_or_covered_is_found(plain_page: Page) -> None:
    plain_page.set_content("<h1 style='height: 9px; margin: 0'>Large</h1><p style='margin: 0'>Small</p>")
    assert len(plain_page.evaluate(CUT_OFF)) == 1
    plain_page.set_content("<h1 style='margin-bottom: -30px'>Large</h1><p>Small</p>")
    assert len(plain_page.evaluate(OVERLAPS)) == 1


def test_on_paper_there_are_the_words_and_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("legend:visible, dd:visible, td:visible").first).to_be_visible()
    expect(page.locator("button:visible, nav:visible, header:visible a:visible")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_in_colours_of_ones_own_buttons_and_boxes_keep_their_edges(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    edges = page.evaluate(EDGES)
    assert edges
    assert [words for words, width in edges if width < 1] == []
