"""The residents' paper form keyed by keyboard alone, with JavaScript and without: Enter never sends."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.questionnaire.loading import read_file
from survey_app.respond.assisted.boxes import Box, all_boxes
from survey_app.settings import Settings
from survey_app.tables.respond import response
from survey_app.team.permissions import Permission
from tests.browser.conftest import TIMEOUT_MILLISECONDS
from tests.browser.hands import press
from tests.browser.installation import terminal
from tests.respond.rows import responses
from tests.serving import CHECKOUT, Served

pytestmark = pytest.mark.browser

FORM = read_file(
    CHECKOUT / "questionnaires/residents/questionnaire.toml", read_organisation(CHECKOUT / Settings().organisation)
)

FIRST = {"R04": "1", "R05": "1 3 4", "R09": "4", "R13": "1 2", "R13a": "1", "R14": "1 2", "R20": "1", "R20a": "2"}
"""What stands in some boxes, so that the form leads through nearly all questions; in the others is the first option."""

WORDS = "Longer opening hours in the library, and somebody to ask."

TYPING_SECONDS = 180
"""How long a form may take to key (promised to assistants)."""

PRESSES_A_SECOND = 3
"""What somebody types who has learnt to: 36 words a minute."""


class Keys:
    """A keyboard that counts its presses."""

    def __init__(self, page: Page) -> None:
        self._keyboard = page.keyboard
        self.presses = 0

    def type(self, text: str) -> None:
        """Type a text, a press for each sign."""
        self.presses += len(text)
        self._keyboard.type(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.presses += 1
        self._keyboard.press(key)


def text_for(box: Box) -> str:
    """What the form says in a box."""
    if box.holds == "detail" or (box.holds == "long" and box.key != "R21"):
        return ""
    return WORDS if box.holds == "long" else FIRST.get(box.key, "1" if box.key != "R03" else "5")


BOXES = all_boxes(FORM)


@contextmanager
def keying_page(browser: Browser, served: Served, *, javascript: bool) -> Iterator[Page]:
    """The first form of a new batch, for an assistant who is new too."""
    context = browser.new_context(java_script_enabled=javascript, locale="en-GB")
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    page = context.new_page()
    with terminal(served) as installation:
        page.goto(served.address + installation.sign_in_link(f"{time.time_ns()}@example.org", Permission.KEY_ENTRY))
    press(page, "Sign in")
    page.goto(f"{served.address}/team/surveys/residents/keying")
    press(page, "Begin this batch")
    page.get_by_role("link", name="Key form 1").click()
    yield page
    context.close()


def stored(served: Served) -> list[dict[str, object]]:
    """The answers of everybody."""
    database = Database(served.database)
    rows = database.read_blocking(lambda connection: list(connection.execute(select(response.c.answers)).scalars()))
    database.close_blocking()
    return [msgspec.json.decode(each, type=dict[str, object]) for each in rows]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_residents_form_is_keyed_by_keyboard_alone_in_less_than_three_minutes(
    browser: Browser, served: Served, *, javascript: bool
) -> None:
    before = responses(served.database)
    onwards = "Enter" if javascript else "Tab"
    with keying_page(browser, served, javascript=javascript) as page:
        keys = Keys(page)
        expect(page.locator(f'[name="{BOXES[0].key}"]')).to_be_focused()
        for box in BOXES:
            keys.type(text_for(box))
            keys.press(onwards)
        with page.expect_navigation():
            keys.press("Enter")
        assert "Nothing odd" in page.inner_text("#checked")
        assert responses(served.database) == before
        for _ in range(2):
            keys.press("Tab")
        with page.expect_navigation():
            keys.press("Enter")
        assert "Form 1 is saved." in page.inner_text("#saved")
        assert page.locator(f'[name="{BOXES[0].key}"]').input_value() == ""
    ((_, keyed),) = (each for each in responses(served.database).items() if each[0] not in before)
    answers = keyed["answers"]
    assert all(answers[box.key] is not None for box in BOXES if text_for(box))
    assert len(BOXES) < keys.presses <= TYPING_SECONDS * PRESSES_A_SECOND


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_enter_in_no_box_sends(browser: Browser, served: Served, *, javascript: bool) -> None:
    before = len(stored(served))
    with keying_page(browser, served, javascript=javascript) as page:
        for box in (BOXES[0], BOXES[-1], next(box for box in BOXES if box.holds == "many")):
            page.locator(f'[name="{box.key}"]').press("Enter")
            page.wait_for_load_state()
            assert page.get_by_role("heading", level=1).inner_text().startswith("Form 1 ")
    assert len(stored(served)) == before


def test_shift_and_enter_break_a_line_where_there_are_several(browser: Browser, served: Served) -> None:
    with keying_page(browser, served, javascript=True) as page:
        long = page.locator('[name="R21"]')
        long.press_sequentially("One")
        long.press("Shift+Enter")
        long.press_sequentially("two")
        assert long.input_value() == "One\ntwo"
