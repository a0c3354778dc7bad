"""Every page in every state, seen once: no barrier, no fault in its HTML, nothing cut off, nothing asked of others."""

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import html_problems
from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.browser.installation import terminal
from tests.browser.looking import BUTTON_PIXELS, LINK_PIXELS, Look
from tests.browser.tour import Tour
from tests.browser.tour_afterwards import see_afterwards
from tests.browser.tour_easy_read import see_easy_read, see_easy_read_light
from tests.browser.tour_first_steps import see_first_steps
from tests.browser.tour_keying import see_assistants
from tests.browser.tour_surveys import see_ends, see_residents, see_shared, see_short_ways, see_staff, see_walking
from tests.browser.tour_team import see_first_member, see_outsider, see_viewer
from tests.serving import CHECKOUT, serving

pytestmark = pytest.mark.browser

WALKING = CHECKOUT / "tests" / "browser" / "walking" / "questionnaire.toml"

Looks = list[Look]


@pytest.fixture(scope="module")
def looks(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """Every page and state, each seen at two widths and in two colour schemes, of a service that ends half closed."""
    with serving(tmp_path_factory.mktemp("served")) as served, terminal(served) as installation:
        installation.open_survey(WALKING)
        tours: list[Callable[[Tour], None]] = [
            see_residents,
            see_easy_read,
            see_easy_read_light,
            see_short_ways,
            see_afterwards,
            see_shared,
            see_staff,
            see_walking,
            lambda tour: see_ends(tour, installation),
            lambda tour: see_first_steps(tour, installation),
            lambda tour: see_first_member(tour, installation),
            lambda tour: see_viewer(tour, installation),
            lambda tour: see_assistants(tour, installation),
            lambda tour: see_outsider(tour, installation),
            lambda tour: tour.open("/staff", "closed"),
        ]
        return [look for each in tours for look in seen_on(each, Tour(served, fresh_page(browser)))]


def seen_on(way: Callable[[Tour], None], tour: Tour) -> Looks:
    way(tour)
    tour.page.context.close()
    return tour.looks


def fresh_page(browser: Browser) -> Page:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    return context.new_page()


def test_no_page_breaks_a_rule_of_wcag_22_aa(looks: Looks) -> None:
    assert [f"{look.name}: {line}" for look in looks for line in look.violations] == []


@pytest.mark.java
def test_the_html_of_every_page_is_valid(looks: Looks) -> None:
    assert html_problems({look.name: look.html for look in looks}) == []


def test_no_page_scrolls_sideways(looks: Looks) -> None:
    assert [f"{look.name}: {look.overflow}" for look in looks if max(look.overflow.values()) > 0] == []


def test_every_page_has_one_main_heading_and_its_title_begins_with_it(looks: Looks) -> None:
    assert [look.name for look in looks if len(look.seen.headings) != 1] == []
    titles = {look.name: (look.seen.title, look.seen.headings[0].removesuffix(".")) for look in looks}
    assert {
        name: pair for name, pair in titles.items() if not pair[0].removeprefix("Error: ").startswith(pair[1])
    } == {}


def test_no_two_pages_have_the_same_title(looks: Looks) -> None:
    paths = defaultdict(set)
    for look in looks:
        if look.status == 200:
            paths[look.seen.title].add(look.path)
    assert {title: found for title, found in paths.items() if len(found) > 1} == {}


def below(levels: list[int]) -> list[int]:
    """The headings from the main one on: above it stands that of the problem summary."""
    return levels[levels.index(1) :]


def test_no_level_of_heading_is_left_out(looks: Looks) -> None:
    assert {
        look.name: look.seen.levels
        for look in looks
        if any(after > before + 1 for before, after in pairwise([0, *below(look.seen.levels)]))
    } == {}


def test_everything_to_fill_in_has_a_label(looks: Looks) -> None:
    assert any(look.seen.options for look in looks)
    assert {look.name: look.seen.unlabelled for look in looks if look.seen.unlabelled} == {}


def test_everything_to_press_is_large_enough_for_a_thumb(looks: Looks) -> None:
    least = [(look, look.seen.buttons + look.seen.options, BUTTON_PIXELS) for look in looks]
    least += [(look, look.seen.links, LINK_PIXELS) for look in looks]
    small = {
        f"{look.name}: {box.words}: {box.height}"
        for look, boxes, pixels in least
        for box in boxes
        if box.height < pixels
    }
    assert small == set()


def test_the_keyboard_meets_the_skip_link_first_and_everything_in_the_order_of_the_page(looks: Looks) -> None:
    assert {look.name: look.seen.first for look in looks if look.seen.first != "Skip to main content"} == {}
    assert [look.name for look in looks if not look.seen.ordered] == []


def test_enter_presses_continue_wherever_it_is(looks: Looks) -> None:
    with_continue = [look for look in looks if "Continue" in look.seen.submits]
    assert with_continue
    assert {look.name: look.seen.submits for look in with_continue if look.seen.submits[0] != "Continue"} == {}


def test_no_page_asks_another_host_for_anything(looks: Looks) -> None:
    assert {look.name: look.elsewhere for look in looks if look.elsewhere} == {}


def test_no_page_makes_the_browser_report_a_fault(looks: Looks) -> None:
    assert {look.name: look.reports for look in looks if look.reports} == {}


def test_no_state_is_a_failure_of_the_service(looks: Looks) -> None:
    assert {look.name: look.status for look in looks if look.status >= 500} == {}
