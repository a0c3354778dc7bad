"""A text browser without script, style, Origin or Sec-Fetch-Site answers a survey from start to end."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.missing import browser_required
from tests.respond.client import Client, Page
from tests.respond.rows import drafts, responses
from tests.respond.stranger import Stranger, languages_of, onward
from tests.respond.text_browser import ENTER, TextBrowser, box, button, filling
from tests.respond.walker import OWN, PAGES, SEND, SENT, SHARED, differences
from tests.respond.wires import Connection
from tests.serving import Served

pytestmark = [
    pytest.mark.w3m,
    pytest.mark.skipif(
        shutil.which("w3m") is None and not browser_required(),
        reason="w3m is missing: no journey runs in a text browser. Get it by `make browser`.",
    ),
]

WORDS = "A canary of several words"
DETAIL = "a small canary"
ABROAD = "A canary, اردو"


@pytest.fixture
def client(served: Served) -> Iterator[Client]:
    connection = Connection(served.port)
    yield Client(connection)
    connection.close()


def dumped(address: str, folder: Path) -> str:
    """A page as w3m prints it."""
    command = ["w3m", "-dump", "-cols", "80", address]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_start_page_reads_well_as_text(served: Served, tmp_path: Path) -> None:
    shown = dumped(f"{served.address}/residents", tmp_path)
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    assert lines[:2] == ["Skip to main content", "Lancashire County Council Getting online in Lancashire"]
    assert "polski" in lines[2], "the languages' own names stand above everything else"
    assert lines[3] == "Getting online in Lancashire"
    assert max(map(len, lines)) <= 80
    text = " ".join(lines)
    for words in ("Your privacy", "Other ways to take part", OWN, SHARED, "Need help? Phone 01632 960180"):
        assert words in text


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_a_survey_is_answered_and_sent_by_keys_alone(
    served: Served, client: Client, tmp_path: Path, start: str
) -> None:
    """The plain client goes the same way beside it, to know where on each page things stand."""
    before = set(responses(served.database))
    typed = {"F2": ("other",), "F2-detail": (DETAIL,), "F3": (WORDS,), "F4": ("fairly_hard",), "F5": ("none",)}
    browser = TextBrowser(tmp_path, f"{served.address}/feedback", WORDS)
    try:
        browser.wait_for("Your privacy")
        page = client.open("/feedback")
        browser.press(button(page, start))
        browser.wait_for("Which best describes you?")

        page = client.press(page, start)
        browser.press(box(page, "F1", "staff") + button(page, "Continue"))
        browser.wait_for("What would have helped?")

        page = client.press(page, "Continue", {"F1": "staff"})
        browser.press(box(page, "F2", "other") + box(page, "F2-detail") + DETAIL + ENTER + box(page, "F3"))
        browser.press(box(page, "F4", "fairly_hard") + box(page, "F5", "none") + button(page, "Continue"))
        browser.wait_for("Check your answers")

        page = client.press(page, "Continue", typed)
        browser.press(button(page, SEND))
        browser.wait_for(SENT)
    finally:
        browser.close()
    (row,) = [row for each, row in responses(served.database).items() if each not in before]
    assert differences({"F1": ("staff",), **typed}, row["answers"]) == []


@pytest.mark.parametrize(("address", "variant"), [("", "en"), ("/ur", "ur"), ("/en-easyread", "en-easyread")])
def test_the_residents_survey_is_answered_to_the_end_by_keys_alone_in_every_wording(
    served: Served, client: Client, tmp_path: Path, address: str, variant: str
) -> None:
    """The plain client looks at what the browser has open, as options are shuffled, and presses nothing but start."""
    before, stranger = set(responses(served.database)), Stranger(len(variant), ABROAD)
    page = client.open(f"/residents{address}")
    started_by_keys(served, tmp_path, page, variant)
    typed: dict[str, tuple[str, ...]] = {}
    page = client.send(page, page.form, {}, onward(page.form))
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    browser = TextBrowser(tmp_path, f"{served.address}{page.path}", ABROAD, cookies)
    try:
        for _ in range(PAGES):
            answers, leads = stranger.answers(page.form), onward(page.form)
            moved = moving(served)
            browser.press("".join(filling(page, name, values) for name, values in answers.items()))
            browser.press(button(page, leads.words))
            browser.wait(moved, f"{page.path} is not left")
            typed |= answers | ({leads.name: (leads.value,)} if leads.name not in {"", "go"} else {})
            if leads.value == "send":
                break
            page = client.open(f"/residents/{variant}/check")  # as far as the first section that is not answered
    finally:
        browser.close()
    (row,) = (row for each, row in responses(served.database).items() if each not in before)
    assert client.open(f"/residents/{variant}/thanks").status == 200
    assert languages_of(page)[0] == variant.removesuffix("-easyread")
    assert row["variant"] == variant
    assert len(typed) > 15
    assert (ABROAD,) in typed.values()
    assert differences(typed, row["answers"]) == []


def started_by_keys(served: Served, folder: Path, page: Page, variant: str) -> None:
    """The button of a start page begins a draft in its variant."""
    before = len(drafts(served.database))
    browser = TextBrowser(folder, f"{served.address}{page.path}", ABROAD)
    try:
        browser.press(button(page, onward(page.form).words))
        browser.wait(lambda: len(drafts(served.database)) > before, "nothing began")
    finally:
        browser.close()
    assert drafts(served.database)[-1]["variant"] == variant


def moving(served: Served) -> Callable[[], bool]:
    """Whether a page has been left since: what drafts hold, or how many responses there are, changes with each."""

    def stands() -> tuple[list[str], int]:
        return [str(draft["content"]) for draft in drafts(served.database)], len(responses(served.database))

    before = stands()
    return lambda: stands() != before


def test_a_problem_is_told_and_mended_by_keys_alone(served: Served, client: Client, tmp_path: Path) -> None:
    browser = TextBrowser(tmp_path, f"{served.address}/residents", WORDS)
    try:
        browser.wait_for("Your privacy")
        page = client.open("/residents")
        browser.press(button(page, OWN))
        browser.wait_for("Who is filling this in?")
        page = client.press(page, OWN)
        browser.press(button(page, "Continue"))
        browser.wait_for("There is a problem")
        page = client.press(page, "Continue")
        browser.press(box(page, "R01", "helped") + button(page, "Continue"))
        browser.wait_for("Which area do you live in?")
    finally:
        browser.close()
    assert ["helped"] in [draft["content"].get("f", {}).get("R01") for draft in drafts(served.database)]
