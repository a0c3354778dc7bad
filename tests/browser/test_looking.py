"""The look itself: each fault that a page may have is found where it is, and nothing where there is none."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import BUTTON_PIXELS, LINK_PIXELS, NARROW, Look, Watched

pytestmark = pytest.mark.browser

LookAt = Callable[[str], Look]

ADDRESS = "http://look.test/page"

FINE = """<!DOCTYPE html>
<html lang="en"><head><title>A question</title><link rel="icon" href="data:,">
<style>a,button,label{display:inline-block;min-height:48px}</style></head>
<body><p><a href="#main">Skip to main content</a></p><main id="main"><h1>A question</h1>
<label><input type="checkbox" name="a"> Yes</label><button>Continue</button></main></body></html>"""


@pytest.fixture(scope="module")
def look_at(browser: Browser) -> Iterator[LookAt]:
    """A function that looks at a page made of this HTML; nothing leaves the machine."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    watched = Watched(page)
    page.route(lambda address: address != ADDRESS, lambda route: route.abort())

    def look(html: str) -> Look:
        page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html"), times=1)
        page.goto(ADDRESS)
        return watched.look("a page", 200, html)

    yield look
    context.close()


def test_nothing_is_found_in_a_page_that_is_fine(look_at: LookAt) -> None:
    look = look_at(FINE)
    assert (look.violations, look.reports, look.elsewhere, look.seen.unlabelled) == ((), (), (), [])
    assert look.seen.headings == ["A question"]
    assert (look.seen.first, look.seen.submits[0], look.seen.ordered) == ("Skip to main content", "Continue", True)
    assert max(look.overflow.values()) == 0
    assert min(box.height for box in look.seen.buttons + look.seen.options + look.seen.links) >= BUTTON_PIXELS


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<h1>", "<h1>Two</h1><h1>", lambda look: len(look.seen.headings) == 2),
        ("<h1>", "<h3>Deep</h3><h1>", lambda look: look.seen.levels == [3, 1]),
        ("<label>", "<input name='b'><label>", lambda look: look.seen.unlabelled == ['<input name="b">']),
        ("label{", "x{", lambda look: look.seen.options[0].height < LINK_PIXELS),
        ("a,button", "a", lambda look: look.seen.buttons[0].height < BUTTON_PIXELS),
        ("a,button", "button", lambda look: look.seen.links[0].height < LINK_PIXELS),
        ("<p>", "<button>First</button><p>", lambda look: look.seen.first == "First"),
        ("<button>", "<button>Back</button><button>", lambda look: look.seen.submits[0] == "Back"),
        ("<button>", "<button tabindex='1'>", lambda look: not look.seen.ordered),
        ("<h1>", "<h1 style='width: 400px'>", lambda look: look.overflow[NARROW] > 0),
        ("<h1>", "<img alt='' src='http://other.test/a.png'><h1>", lambda look: look.elsewhere),
        ("<h1>", "<script>console.error('oh')</script><h1>", lambda look: look.reports == ("oh",)),
        ("<h1>", "<script>oh()</script><h1>", lambda look: "oh is not defined" in look.reports[0]),
        ("<h1>", "<h1 style='color: #ccc; background: #fff'>", lambda look: "color-contrast" in look.violations[0]),
    ],
)
def test_a_fault_is_found(look_at: LookAt, old: str, new: str, found: Callable[[Look], bool]) -> None:
    assert found(look_at(FINE.replace(old, new, 1)))


def test_what_only_the_dark_breaks_is_found(look_at: LookAt) -> None:
    dark = "@media (prefers-color-scheme: dark) { h1 { color: #eee } }"
    (line,) = look_at(FINE.replace("<style>", f"<style>{dark}")).violations
    assert line.startswith("1280 px, dark: color-contrast")


def test_what_a_policy_stops_is_found(look_at: LookAt) -> None:
    policy = """<meta http-equiv="content-security-policy" content="style-src 'none'">"""
    (report,) = look_at(FINE.replace("<title>", f"{policy}<title>")).reports
    assert "Content Security Policy" in report
