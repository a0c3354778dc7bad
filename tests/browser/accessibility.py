"""What two machines find wrong with a page: axe-core with its accessibility, the Nu checker with its HTML."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import axe_playwright_python  # type: ignore[import-untyped]  # the package says no types; only its folder is used
import msgspec
import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Page

from tests.browser.hands import source
from tests.missing import NU_CHECKER

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""axe-core's names for the rules of WCAG 2.2 at level AA, which includes every version and level before it."""

EVERY_RULE = {"type": "tag", "values": STANDARDS}

RULES_OF_LOOKS = {
    "type": "rule",
    "values": ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"),
}
"""Those of them that another width or other colours can break in the same document."""


FOUND = "options => axe.run(document, options).then(found => found.violations)"
"""All else that it tells, such as every rule that is kept, took as long to bring out of the browser as to find."""


STATE = """() => {
  const fields = [...document.querySelectorAll('input, textarea, select')];
  const typed = fields.filter(each => each.type !== 'hidden').map(each => [each.value, each.checked]);
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll('[type=hidden]').forEach(each => each.removeAttribute('value'));
  const media = ['print', '(prefers-color-scheme: dark)', '(forced-colors: active)'];
  const shown = [innerWidth, innerHeight, ...media.map(each => matchMedia(each).matches)];
  return JSON.stringify([copy.outerHTML, typed, fields.indexOf(document.activeElement), shown]);
}"""
"""All that axe judges: the document but for marks that nobody sees, what is typed, the window, the colours. Its style
sheets stand in it, or are named by their content."""

CLEAN: set[tuple[str, str]] = set()
"""The states in which some rules found nothing, so that the same page without scripts and with them is judged once."""


class Message(Struct, rename={"last_line": "lastLine"}):
    """One finding of the Nu checker. See its documentation of the JSON format."""

    type: str
    url: str
    message: str
    last_line: int = 0
    extract: str = ""


class Report(Struct):
    """Everything that the Nu checker found in one run."""

    messages: list[Message]


def violations(page: Page, rules: Mapping[str, object] = EVERY_RULE) -> list[str]:
    """A line for each rule of WCAG 2.2 AA that the open page breaks, with the elements that do; JavaScript may be off.

    The script is evaluated from outside the page, so its content security policy stays as it is.
    """
    state = (str(rules), str(page.evaluate(STATE)))
    if state in CLEAN:
        return []
    with _scripted(page) as judged:
        if not judged.evaluate("'axe' in window"):
            judged.evaluate(_axe_script())
        # "preload" would fetch style sheets again for one rule, about pages that refuse to be turned
        options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
        found = judged.evaluate(FOUND, options)
    if not found:
        CLEAN.add(state)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: " + "; ".join(node["html"] for node in rule["nodes"])
        for rule in found
    ]


def html_problems(pages: Mapping[str, str]) -> list[str]:
    """A line for each error in pages of HTML, by the names given to them; one process for all, as it starts slowly.

    Skips the test, naming what is missing, where Java or the Nu checker is not.
    """
    if shutil.which("java") is None or not NU_CHECKER.exists():
        pytest.skip("Java or the Nu checker is missing: NO HTML IS CHECKED.")
    with TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.as_uri().replace("file:///", "file:/")] = name
        command = ["java", "-jar", str(NU_CHECKER), "--format", "json", "--stdout", "--exit-zero-always", folder]
        checked = subprocess.run(command, capture_output=True, check=True)
    report = msgspec.json.decode(checked.stdout, type=Report)
    return [
        f"{names[found.url]}, line {found.last_line}: {found.message} {found.extract.strip()!r}"
        for found in report.messages
        if found.type != "info"
    ]


@contextmanager
def _scripted(page: Page) -> Iterator[Page]:
    """The page, or where its scripts are off a copy of its document where they are on.

    axe waits for timers and promises, which stand still where scripts are off.
    """
    if not page.evaluate("matchMedia('(scripting: none)').matches"):
        yield page
        return
    assert page.context.browser is not None
    assert page.viewport_size is not None
    copy = _page_for_copies(page.context.browser)
    copy.set_viewport_size(page.viewport_size)
    try:
        html = source(page)
        if page.url.startswith("http"):  # at the same address, so that what it links to is found
            copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
            copy.goto(page.url)
        else:
            copy.set_content(html)
        yield copy
    finally:
        copy.unroute_all()
        copy.goto("about:blank")
        copy.context.clear_cookies()


@lru_cache(maxsize=1)  # making one took longer than finding what is wrong
def _page_for_copies(browser: Browser) -> Page:
    return browser.new_context(locale="en-GB").new_page()


@cache
def _axe_script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
