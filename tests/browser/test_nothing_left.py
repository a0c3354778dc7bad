"""Nothing is left on a shared computer: not in the browser's memory, its tabs, nor any file of its profile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import FLAGS, TIMEOUT_MILLISECONDS
from tests.browser.hands import choose, press, write
from tests.missing import whole_chromium
from tests.respond.walker import OWN, SHARED
from tests.serving import Served

pytestmark = pytest.mark.browser

BOX = "What happened, or what is your idea?"
ABOUT = "Finding information"
TYPED = "Zebrafinkensalat"
"""A word that stands in no page, no dictionary and no other file of a browser."""

GO_BACK = "setTimeout(() => history.back())"
"""Back as the browser's own button does it; a page may come from the browser's memory, so nothing waits for it."""

RESTORING = ("--restore-last-session", "--hide-crash-restore-bubble")


@contextmanager
def browsing(browser: Browser, profile: Path, *, restoring: bool = False) -> Iterator[BrowserContext]:
    """Chromium with a profile on the disk, as a library's has one; closed and written out at the end."""
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=whole_chromium(),
        args=[*FLAGS, *(RESTORING if restoring else ())],
        ignore_default_args=["--disable-back-forward-cache", "--password-store=basic"],
        locale="en-GB",
    )
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    yield context
    context.close()


def left_behind(profile: Path) -> list[str]:
    """The files of a profile in which what was typed stands, in any of the ways in which a browser writes text."""
    ways = [TYPED.encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 20, "the browser wrote no profile"
    return [str(path.relative_to(profile)) for path in files if any(way in path.read_bytes() for way in ways)]


def typed_at(served: Served, page: Page, start: str) -> None:
    """Start the feedback form, type into its box, and let the service store it."""
    page.goto(f"{served.address}/feedback")
    press(page, start)
    press(page, "Skip this question")
    choose(page, ABOUT)
    write(page, BOX, TYPED)
    press(page, "Continue")
    page.evaluate(GO_BACK)
    expect(page.get_by_label(BOX)).to_have_value(TYPED)


def test_a_whole_profile_holds_nothing_of_what_was_typed(served: Served, browser: Browser, tmp_path: Path) -> None:
    with browsing(browser, tmp_path) as context:
        page = context.pages[0]
        typed_at(served, page, SHARED)
        address = page.url
        press(page, "Stop and clear this computer")
        press(page, "Delete my answers and clear this computer")
        expect(page.get_by_role("heading", level=1)).to_have_text("This computer is clear")
        with page.expect_navigation():
            page.evaluate(GO_BACK)
        expect(page.get_by_label(BOX)).to_have_count(0)
        page.goto(address)
        assert TYPED not in page.content()
    with browsing(browser, tmp_path, restoring=True) as context:
        for page in context.pages:
            page.reload()
            assert TYPED not in page.content()
        page = context.new_page()
        page.goto(address)
        assert TYPED not in page.content()
    assert left_behind(tmp_path) == []


def test_a_browser_that_was_only_closed_leaves_nothing_in_its_files_either(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    """Its cookie may come back with the session, and opens the page until 30 minutes after the last press."""
    with browsing(browser, tmp_path) as context:
        page = context.pages[0]
        typed_at(served, page, SHARED)
        write(page, BOX, " and more")
    assert left_behind(tmp_path) == []


def test_on_a_device_of_ones_own_where_nothing_protects_it_the_same_search_finds_it(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    with browsing(browser, tmp_path) as context:
        typed_at(served, context.pages[0], OWN)
    assert left_behind(tmp_path) != []
