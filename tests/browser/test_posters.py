"""A poster in a real browser: no barrier, valid, one sheet of A4, and readable on a phone."""

from functools import cache

import pytest
from playwright.sync_api import Browser

from survey_app.questionnaire.phrases import phrase
from survey_app.respond.posters.poster import Posted, poster
from survey_app.web.static import read_assets
from survey_app.web.templates import furnish, render
from survey_app.web.tongues import tongue_of
from tests.browser.accessibility import html_problems, violations
from tests.respond.paper.shipped import ORGANISATION, SHIPPED
from tests.serving import CHECKOUT

pytestmark = pytest.mark.browser

SHEET = 1122 - 2 * 60
"""The height of A4 without its margins, at 96 pixels an inch, rounded down."""

POSTERS = [(slug, variant) for slug in ("residents", "staff", "pulse", "feedback") for variant in ("en", "ur")]


@cache
def sheet_of(slug: str, variant: str) -> str:
    """A poster as the service makes it."""
    furnish(ORGANISATION, read_assets(CHECKOUT / "static", ORGANISATION.accent))
    posted = Posted(
        slug=slug,
        questionnaire=SHIPPED[slug],
        variant=variant,
        code="abcde",
        closes=phrase("{day} at {time}", day="30 June 2027", time="17:00"),
        public_url="https://surveys.lancashire.example.gov.uk",
        back="/team/surveys/residents/posters",
    )
    return render("respond/posters/sheet.html", poster(posted), tongue_of(variant))


def has(slug: str, variant: str) -> bool:
    """Whether a questionnaire has a wording."""
    return variant == "en" or variant in SHIPPED[slug].wordings


@pytest.mark.parametrize(("slug", "variant"), [each for each in POSTERS if has(*each)])
def test_a_poster_is_one_sheet_without_a_barrier(browser: Browser, slug: str, variant: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(sheet_of(slug, variant))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    page.set_viewport_size({"width": 674, "height": 640})
    page.emulate_media(media="print")
    assert not page.get_by_text("To print, press").is_visible()
    assert page.evaluate("document.body.offsetHeight") <= SHEET
    page.close()


def test_its_html_is_valid() -> None:
    assert html_problems({"residents in Urdu": sheet_of("residents", "ur")}) == []
