"""Each sort of page of the residents' survey in other languages and Easy Read: no barrier in any state or strain."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.browser.strain import strained
from tests.browser.tour import Tour
from tests.serving import Served

pytestmark = pytest.mark.browser

STATES = (
    "start",
    "question",
    "nothing chosen",
    "long text typed",
    "text too long",
    "check answers",
    "stop, with code",
    "wrong code",
    "thank you",
)

UNBROKEN = "ٹھ" * 300 + "Wwwwwwwwww" * 30
"""Words without a space, of either direction, which must break all the same."""

Found = dict[str, list[str]]


@pytest.fixture(scope="module", params=["pl", "ur", "en-easyread"])
def found(served: Served, browser: Browser, request: pytest.FixtureRequest) -> Found:
    """What is wrong with each state, looked for once in each variant."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    tour, found = Tour(served, context.new_page()), Found()

    def look(state: str) -> None:
        found[state] = list(strained(tour.page))

    see_states(tour, f"/residents/{request.param}", look)
    context.close()
    return found


def see_states(tour: Tour, survey: str, look: Callable[[str], None]) -> None:
    """From the start page to the last, by what its fields and buttons send, which is the same in every language."""
    page = tour.page
    tour.open(survey, None)
    look("start")
    send(page, "[name=on][value=own]")
    look("question")
    send(page)
    look("nothing chosen")
    for name, code in (("R01", "alone"), ("R02", "burnley"), ("R03", "age_35_44"), ("R04", "many_a_day")):
        page.locator(f"[name={name}][value={code}]").check()
        send(page)
    tour.skip_to("one-thing", None)
    page.locator("#R21").fill(UNBROKEN)
    look("long text typed")
    page.locator("#R21").fill(UNBROKEN * 3)
    send(page)
    look("text too long")
    page.locator("#R21").fill(UNBROKEN)
    send(page)
    send(page, "[value=no]")
    look("check answers")
    page.locator("main a[href=stop]").click()
    look("stop, with code")
    tour.open(f"{survey}/code", None)
    page.locator("#code").fill("4123 4567 8901")
    send(page)
    look("wrong code")
    tour.open(f"{survey}/check", None)
    page.locator("[name=receipt]").check()
    send(page, "[value=send]")
    look("thank you")


def send(page: Page, which: str = "") -> None:
    """Press a button of the page's main part, the first unless told."""
    with page.expect_navigation():
        page.locator(f"main button{which}").first.click()


def test_every_state_is_met(found: Found) -> None:
    assert tuple(found) == STATES


@pytest.mark.parametrize("state", STATES)
def test_no_barrier_is_found_on_the_smallest_phone_in_large_letters_forced_colours_or_the_dark(
    found: Found, state: str
) -> None:
    assert found[state] == []


@pytest.mark.parametrize(
    ("fault", "strain"),
    [
        ("@media (prefers-color-scheme: dark) { h1 { color: #222; background: #111 } }", "dark: color-contrast"),
        ("h1 { width: 400px }", "320 px: "),
        ("h1 { font-size: 2rem; height: 3rem }", "200 % text, cut off"),
        ("@media (forced-colors: active) { button { border: 0 !important } }", "forced colours, no edge"),
    ],
)
def test_a_fault_that_one_strain_shows_is_found(served: Served, scripted_page: Page, fault: str, strain: str) -> None:
    scripted_page.route("**/residents/ur", lambda route: route.fulfill(body=with_fault(route.fetch().text(), fault)))
    scripted_page.goto(f"{served.address}/residents/ur")
    assert any(line.startswith(strain) for line in strained(scripted_page))


def with_fault(html: str, fault: str) -> str:
    return html.replace("<main", f"<style>{fault}</style><main", 1)
