"""A page under strain: letters twice as large, colours of somebody's own, the dark; and what is then wrong with it."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.accessibility import RULES_OF_LOOKS, violations
from tests.browser.looking import NARROW

LETTERS = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"

CUT_OFF = """() => [...document.querySelectorAll('h1, h2, p, label, button, legend, li, td, th, dt, dd, a')]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.matches('.u'))
  .filter(each => getComputedStyle(each).display !== 'inline')
  .filter(each => each.scrollHeight > each.clientHeight + 1)
  .map(each => each.outerHTML)"""
"""Whatever holds more than can be seen of it."""

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('h1, h2, p, legend, label, button, dt, dd')]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest('.j'))
    .map(each => [each, each.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([other, b]) => !one.contains(other) && !other.contains(one)
      && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => one.outerHTML + ' over ' + other.outerHTML));
}"""

EDGES = """() => [...document.querySelectorAll('button:not(.t), input:not([type]), textarea, .p, table tr')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .map(each => [each, getComputedStyle(each.matches('tr') ? each.firstElementChild : each)])
  .map(([each, style]) => [each.outerHTML, parseFloat(style.borderBottomWidth)])"""
"""How wide the lower edge is of everything to press, to fill in, or to read along."""

TWICE = "document.documentElement.style.fontSize = '200%'"
AS_IT_WAS = "document.documentElement.style.fontSize = ''"
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def strained(page: Page) -> Iterator[str]:
    """A line for everything wrong with the open page, on the smallest phone and in every strain in turn."""
    page.set_viewport_size({"width": NARROW, "height": 740})
    page.emulate_media(color_scheme="light", forced_colors="none")
    yield from (f"{NARROW} px: {line}" for line in violations(page))
    yield from _sideways(page, f"{NARROW} px")
    page.evaluate(TWICE)
    yield from (f"200 % text: {line}" for line in violations(page, RULES_OF_LOOKS))
    yield from (f"200 % text, cut off: {line}" for line in page.evaluate(CUT_OFF))
    yield from (f"200 % text, covered: {line}" for line in page.evaluate(OVERLAPS))
    yield from _sideways(page, "200 % text")
    page.evaluate(AS_IT_WAS)
    page.emulate_media(color_scheme="dark", forced_colors="none")
    yield from (f"dark: {line}" for line in violations(page, RULES_OF_LOOKS))
    page.emulate_media(color_scheme="light", forced_colors="active")
    yield from (f"forced colours: {line}" for line in violations(page, RULES_OF_LOOKS))
    yield from (f"forced colours, no edge: {line}" for line, width in page.evaluate(EDGES) if width < 1)


def _sideways(page: Page, strain: str) -> Iterator[str]:
    overflow = page.evaluate(OVERFLOW)
    if overflow > 0:
        yield f"{strain}: {overflow} pixels too wide"
