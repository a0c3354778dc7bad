"""A real Chromium, one for all browser tests, and pages in it with and without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.missing import browser_required, chromium
from tests.serving import Served, serving

FLAGS = (
    "--headless",
    "--no-sandbox",  # root runs the tests in CI, and Chromium's sandbox refuses root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # it would look up its maker's hosts at every start
    "--disable-component-update",
    "--disable-sync",
)

NARROW = 360
"""Pixels: the width of a small phone."""

TIMEOUT_MILLISECONDS = 10_000
"""How long a page may take on a busy machine before the test fails."""

Opened = Callable[..., Page]
"""`open_page(javascript=False, width=360)` gives a page in a fresh profile of its own: no cookies, no history."""


# For the package, not the session: Playwright's event loop would be in the way of asynchronous tests elsewhere.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without which browser tests are skipped, or fail where `REQUIRE_BROWSER=1`."""
    path = chromium()
    if path is None:
        if browser_required():
            pytest.fail("Chromium is missing and REQUIRE_BROWSER=1. Get it by `make browser`.")
        pytest.skip("Chromium is missing: get it by `make browser`.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service, one for all browser tests that leave it open to answer for the next."""
    with serving(tmp_path_factory.mktemp("served")) as service:
        yield service


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """A function that opens a page in a fresh profile; all are closed at the end of the test."""
    contexts: list[BrowserContext] = []

    def opened(*, javascript: bool = False, width: int = NARROW, height: int = 740) -> Page:
        context = browser.new_context(
            java_script_enabled=javascript, viewport={"width": width, "height": height}, locale="en-GB"
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def plain_page(open_page: Opened) -> Page:
    """A page without JavaScript, as wide as a small phone."""
    return open_page(javascript=False)


@pytest.fixture
def scripted_page(open_page: Opened) -> Page:
    """A page with JavaScript, as wide as a small phone."""
    return open_page(javascript=True)


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def either_page(open_page: Opened, request: pytest.FixtureRequest) -> Page:
    """A page without and with JavaScript in turn."""
    return open_page(javascript=bool(request.param))
