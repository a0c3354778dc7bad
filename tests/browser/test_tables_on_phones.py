"""The team's tables on a phone: each scrolls within itself, and no column takes the place of all others."""

import pytest
from playwright.sync_api import expect

from survey_app.team.permissions import Permission
from tests.browser.conftest import Opened
from tests.browser.hands import press
from tests.browser.installation import terminal
from tests.serving import Served

pytestmark = pytest.mark.browser

PHONE = 375

LONG = "an.officer.with.a.long.name.and.a.longer.one@a-county-council-of-the-north-west.example.org"


def test_beside_a_long_address_one_reads_what_its_owner_may_do(served: Served, open_page: Opened) -> None:
    page = open_page(width=PHONE)
    with terminal(served) as installation:
        link = installation.sign_in_link(LONG, Permission.MANAGE, Permission.SEE_GUARDED)
    page.goto(served.address + link)
    press(page, "Sign in")
    page.goto(f"{served.address}/team/members")
    may = page.get_by_role("columnheader", name="May").bounding_box()
    assert may is not None
    assert may["x"] + may["width"] <= PHONE
    page.get_by_role("link", name=LONG).click()
    until = page.get_by_role("columnheader", name="For", exact=True).bounding_box()
    assert until is not None
    assert until["x"] + until["width"] <= PHONE


def test_the_next_step_of_a_survey_leads_into_what_it_names(served: Served, open_page: Opened) -> None:
    page = open_page(width=PHONE)
    with terminal(served) as installation:
        page.goto(served.address + installation.sign_in_link("reader.of.pulse@example.org", Permission.SEE_WORKING))
    press(page, "Sign in")
    page.goto(f"{served.address}/team/surveys/pulse#address")
    expect(page.locator("#address")).to_be_focused()
