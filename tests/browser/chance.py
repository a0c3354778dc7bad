"""Somebody at a browser who knows nothing of the questionnaires: reads each form and fills it by chance."""

from playwright.sync_api import Page

from tests.browser.hands import fill, press, source
from tests.respond.documents import forms, parsed
from tests.respond.stranger import Stranger, is_sent, onward
from tests.respond.walker import PAGES


class Passenger:
    """One journey: `typed` is what was given for each field, by its name; `pages` counts what was pressed on."""

    def __init__(self, page: Page, seed: int) -> None:
        self.typed: dict[str, tuple[str, ...]] = {}
        self.pages = 0
        self._page = page
        self._stranger = Stranger(seed)

    def to_the_end(self) -> None:
        """Fill page after page and press what leads on, until answers are sent."""
        for _ in range(PAGES):
            if is_sent(self._page.url):
                return
            form = max(forms(parsed(source(self._page))), key=lambda each: len(each.fields))
            answers = self._stranger.answers(form)
            fill(self._page, answers)
            button = onward(form)
            self.typed |= answers
            if button.name not in {"", "go"}:
                self.typed[button.name] = (button.value,)
            press(self._page, button.words)
            self.pages += 1
        raise AssertionError(f"after {PAGES} pages still at {self._page.url}")
