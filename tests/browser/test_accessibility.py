"""The two machines themselves: each finds a fault that is there, and finds nothing in a page that has none."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import html_problems, violations

FINE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A question</title></head>
<body><main><h1>A question</h1><form method="post">
<label for="a">Your answer</label> <input id="a" name="a"> <button>Continue</button>
</form></main></body></html>"""

WITHOUT_LABEL = FINE.replace('<label for="a">Your answer</label>', "<p>Your answer</p>")
PALE = FINE.replace("<h1>", '<h1 style="color: #bbb; font-size: 12px">')
NOT_CLOSED = FINE.replace("</form>", "")

pytestmark = pytest.mark.browser


def test_nothing_is_found_in_a_page_that_is_fine(either_page: Page) -> None:
    either_page.set_content(FINE)
    assert violations(either_page) == []


@pytest.mark.parametrize(("html", "rule"), [(WITHOUT_LABEL, "label"), (PALE, "color-contrast")])
def test_a_fault_is_found_and_named_with_its_element(either_page: Page, html: str, rule: str) -> None:
    either_page.set_content(html)
    (line,) = violations(either_page)
    assert line.startswith(f"{rule} (")
    assert "<" in line


@pytest.mark.java
def test_html_that_is_not_valid_is_named_by_its_page() -> None:
    problems = html_problems({"fine": FINE, "not closed": NOT_CLOSED})
    assert problems
    assert all(line.startswith("not closed, line ") for line in problems)
