"""What can be seen of one page at once: headings, labels, targets, order, width, what it asked for and reported."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct, convert
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.accessibility import RULES_OF_LOOKS, violations

NARROW, WIDE = 320, 1280
"""Pixels: the width to which every page must fit (WCAG 2.2, 1.4.10), and that of an office screen."""

BUTTON_PIXELS, LINK_PIXELS = 44, 24
"""How high an option or a button is at least (interaction contract, 5), and a link apart from running text."""

SEEN = """() => {
  const words = each => each.innerText.trim().replace(/\\s+/g, ' ');
  const shown = each => each.checkVisibility({visibilityProperty: true});
  const all = css => [...document.querySelectorAll(css)].filter(shown);
  const box = each => ({words: words(each) || each.outerHTML, height: each.getBoundingClientRect().height});
  const alone = each => words(each) === words(each.closest('p, li, h2, h3, dd, nav') || document.body);
  return {
    title: document.title,
    headings: all('h1').map(words),
    levels: all('h1, h2, h3, h4').map(each => Number(each.tagName[1])),
    unlabelled: all('input, textarea, select').filter(each => !each.labels.length).map(each => each.outerHTML),
    buttons: all('button, .p').map(box),
    options: all('[type=radio], [type=checkbox]').map(each => box(each.closest('label') || each)),
    links: all('a').filter(alone).map(box),
    submits: all('button').map(words),
    first: words(document.querySelector('a, button, input, textarea, select, [tabindex="0"]')),
    ordered: all('[tabindex]').every(each => each.tabIndex <= 0),
    overflow: document.documentElement.scrollWidth - innerWidth,
  };
}"""


class Box(Struct, frozen=True):
    """Something to press: its words, and how high it is in pixels."""

    words: str
    height: float


class Seen(Struct, frozen=True):
    """One page at one width. `overflow` is by how many pixels it is wider than the window."""

    title: str
    headings: list[str]
    levels: list[int]
    unlabelled: list[str]
    buttons: list[Box]
    options: list[Box]
    links: list[Box]
    submits: list[str]
    first: str
    ordered: bool
    overflow: float


class Look(Struct, frozen=True, kw_only=True):
    """Everything about one page in one state, by the name that a test gives to it."""

    name: str
    path: str
    status: int
    html: str
    seen: Seen
    overflow: Mapping[int, float]
    violations: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Addresses of other hosts that it asked for."""
    reports: tuple[str, ...]
    """What it told the browser's console, where Chromium also reports what a policy stopped."""


class Watched:
    """A page whose requests and reports are kept from one look to the next."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._asked: list[str] = []
        self._reports: list[str] = []
        page.on("request", self._ask)
        page.on("console", self._report)
        page.on("pageerror", lambda error: self._reports.append(str(error)))

    def look(self, name: str, status: int, html: str) -> Look:
        """See the page as a small phone in daylight does and as an office screen in the dark does."""
        page, found, overflow = self.page, [], {}
        page.set_viewport_size({"width": NARROW, "height": 740})
        page.emulate_media(color_scheme="light")
        narrow = convert(page.evaluate(SEEN), Seen)
        overflow[NARROW] = narrow.overflow
        found += [f"{NARROW} px, light: {line}" for line in violations(page)]
        page.set_viewport_size({"width": WIDE, "height": 800})
        page.emulate_media(color_scheme="dark")
        overflow[WIDE] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{WIDE} px, dark: {line}" for line in violations(page, RULES_OF_LOOKS)]
        own = urlsplit(page.url)
        elsewhere = tuple(each for each in self._asked if urlsplit(each).netloc != own.netloc)
        reports = tuple(self._reports)
        self._asked.clear()
        self._reports.clear()
        return Look(
            name=name,
            path=own.path,
            status=status,
            html=html,
            seen=narrow,
            overflow=overflow,
            violations=tuple(found),
            elsewhere=elsewhere,
            reports=reports,
        )

    def _ask(self, request: Request) -> None:
        self._asked.append(request.url)

    def _report(self, message: ConsoleMessage) -> None:
        # Chromium tells of every page that comes with a status of 400 or more.
        if message.type in {"error", "warning"} and not re.search("status of 4|status of 5", message.text):
            self._reports.append(message.text)
