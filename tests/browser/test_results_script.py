"""What a script adds to results: a table that can be copied, and a line that more people have answered."""

import pytest
from playwright.sync_api import Page, expect

from survey_app.team.permissions import Permission
from tests.browser.conftest import Opened
from tests.browser.hands import press
from tests.browser.installation import Installation, terminal
from tests.serving import Served

pytestmark = pytest.mark.browser

STATUS = ".fresh [role=status]"

CUT_SHORT = """lists => lists.filter(list => {
  const cut = list.offsetWidth
  list.style.width = "auto"
  return cut < list.offsetWidth
}).map(list => list.name)"""
"""Lists that are too narrow for their longest choice."""

INDENTED = """labels => labels.filter(label => {
  const list = label.querySelector("select")
  return list.getBoundingClientRect().left - label.getBoundingClientRect().left > 1
}).map(label => label.innerText)"""
"""Lists that do not stand where their label begins."""


def read(page: Page, served: Served, installation: Installation, email: str) -> None:
    """Sign in as an analyst and open the results."""
    page.goto(served.address + installation.sign_in_link(email, Permission.SEE_WORKING))
    press(page, "Sign in")
    page.goto(f"{served.address}/team/surveys/residents/results")


def test_more_answers_are_said_and_figures_stay_until_they_are_asked_for(served: Served, open_page: Opened) -> None:
    page = open_page(javascript=True, width=1280)
    with terminal(served) as installation:
        installation.answer("residents", 20)
        page.clock.install()
        read(page, served, installation, "watcher@example.org")
        before = int(page.locator("[data-people]").get_attribute("data-people") or 0)
        figures = page.locator(".answers").first.inner_text()
        page.clock.run_for(61_000)
        expect(page.locator(STATUS)).to_have_text("")
        installation.answer("residents", 12)
    page.clock.run_for(61_000)
    expect(page.locator(STATUS)).to_have_text("12 more people have answered.")
    assert page.locator(".answers").first.inner_text() == figures
    page.get_by_role("link", name="Update figures").click()
    expect(page.locator(".figure")).to_have_text(f"{before + 12} people answered")


def test_a_table_is_copied_as_a_spreadsheet_takes_it(served: Served, open_page: Opened) -> None:
    page = open_page(javascript=True, width=1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with terminal(served) as installation:
        installation.answer("residents", 20)
        read(page, served, installation, "copier@example.org")
    table = page.locator("section[aria-labelledby=R04]")
    table.get_by_role("button", name="Copy table").click()
    expect(table.get_by_role("status")).to_have_text("Copied. Paste it into Excel or Word.")
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = [line.split("\t") for line in copied.splitlines()]
    assert lines[0] == ["Answer", "People", "Per cent"]
    rows = [[cell.strip() for cell in row.inner_text().split("\t")] for row in table.locator("tbody tr").all()]
    assert lines[1:] == rows


def test_without_a_script_there_is_no_button_that_does_nothing(served: Served, open_page: Opened) -> None:
    page = open_page(javascript=False, width=1280)
    with terminal(served) as installation:
        installation.answer("residents", 20)
        read(page, served, installation, "plain@example.org")
    expect(page.get_by_role("button", name="Copy table")).to_have_count(0)
    expect(page.get_by_role("link", name="Update figures")).to_be_visible()
    assert page.locator(".filters > label select").evaluate_all(CUT_SHORT) == []
    page.locator(".filters summary").click()
    assert page.locator(".filters label").evaluate_all(INDENTED) == []
