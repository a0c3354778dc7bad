"""A tour of pages: goes from state to state in one profile of a browser and looks at each."""

from urllib.parse import urljoin

from playwright.sync_api import Page, Response

from tests.browser.hands import follow, press, sent_by_hand, source
from tests.browser.looking import Look, Watched
from tests.respond.documents import forms, parsed
from tests.serving import Served

MOST_SKIPS = 60
"""More sections than any survey has."""


class Tour:
    """The looks so far, and the page that goes on. A move with the state None passes by without a look."""

    def __init__(self, served: Served, page: Page) -> None:
        self.served = served
        self.page = page
        self.looks: list[Look] = []
        self._watched = Watched(page)
        self._response: Response | None = None

    @property
    def mark(self) -> str:
        """The mark of the draft that the open page belongs to."""
        return forms(parsed(source(self.page)))[0].values()["m"][0]

    def open(self, target: str, state: str | None = "") -> None:
        """Open an address and look at the page."""
        self._see(self.page.goto(self.served.address + target), state)

    def press(self, words: str, state: str | None = "") -> None:
        """Press a button and look at what comes."""
        self._see(press(self.page, words), state)

    def follow(self, words: str, state: str | None = "") -> None:
        """Follow a link and look at what comes."""
        self._see(follow(self.page, words), state)

    def send(self, target: str, state: str | None = "", **fields: str) -> None:
        """Send a form that no page of ours has, and look at what comes."""
        self._see(sent_by_hand(self.page, target, fields), state)

    def skip_to(self, section: str, state: str | None = "") -> None:
        """Skip page after page, past the browser's window as that is faster, up to a section of the open survey."""
        mark, target = self.mark, self.page.url.partition("?")[0]
        for _ in range(MOST_SKIPS):
            if target.endswith(f"/{section}"):
                break
            answer = self.page.request.post(target, form={"go": "skip", "m": mark}, max_redirects=0)
            target = urljoin(target, answer.headers["location"])
        self.open(target.removeprefix(self.served.address), state)

    def again(self, state: str) -> None:
        """Look again at a page that has changed by itself."""
        self._see(self._response, state)

    def _see(self, response: Response | None, state: str | None) -> None:
        self._response = response
        if state is None:
            return
        assert response is not None, f"{self.page.url} is no new page"
        name = f"{response.request.method} {self.page.url.removeprefix(self.served.address)} {state}".strip()
        self.looks.append(self._watched.look(name, response.status, response.text()))
