"""A plain client: it reads pages and forms, keeps cookies by hand, follows redirections, and counts every byte."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from msgspec import Struct

from tests.respond.documents import Button, Element, Form, by_id, forms, parsed

FORM_TYPE = "application/x-www-form-urlencoded"
HOPS = 5
"""Redirections followed in a row: more would be a circle."""


class Wire(Struct, frozen=True, kw_only=True):
    """One response as it came: `size` counts its bytes with status line and headers, `body` is decoded."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    size: int

    def header(self, name: str) -> str:
        """The value of a header, its name in lower case; empty when it was not sent."""
        return ", ".join(value for key, value in self.headers if key == name)

    def every(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for key, value in self.headers if key == name]


class Transport(Protocol):
    """What carries a request to the service and its response back."""

    def __call__(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Wire:
        """The response to a request for a path and query."""


class Exchange(Struct, frozen=True):
    """One request and what came back, for the record."""

    method: str
    target: str
    wire: Wire


class Cookie(Struct, frozen=True):
    """A cookie that the service set: `ends` is when, in seconds of the client's clock, None with the session."""

    value: str
    ends: float | None
    attributes: tuple[str, ...]


class Page:
    """A page that the client opened, after the redirections that led there."""

    def __init__(self, target: str, wire: Wire) -> None:
        self.target = target
        self.wire = wire
        self.status = wire.status
        self.html = wire.body.decode()

    @cached_property
    def document(self) -> Element:
        """The page as a tree."""
        return parsed(self.html)

    @property
    def path(self) -> str:
        """Its path, without query and fragment."""
        return urlsplit(self.target).path

    @property
    def fragment(self) -> str:
        """Where in the page the redirection led."""
        return urlsplit(self.target).fragment

    @property
    def title(self) -> str:
        """What the window's title says."""
        return self._words("title")

    @property
    def heading(self) -> str:
        """The one main heading."""
        assert len(list(self.document.every("h1"))) == 1, f"{self.target} has not one h1"
        return self._words("h1")

    @property
    def words(self) -> str:
        """Everything that its main part says."""
        return self._words("main")

    @cached_property
    def form(self) -> Form:
        """The form of the page: the only one, else the one with most to fill."""
        found = forms(self.document)
        assert found, f"{self.target} has no form: {self.title}"
        return max(found, key=lambda form: len(form.fields))

    @property
    def has_form(self) -> bool:
        """Whether there is anything to send."""
        return bool(forms(self.document))

    @property
    def notices(self) -> list[str]:
        """What the page tells beside the question."""
        return [each.words() for each in self.document.every("p") if each.attributes.get("class") == "n"]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """The problem summary: for each line the field that it leads to, and its words."""
        summary = by_id(self.document, "problem")
        if summary is None:
            return []
        return [(each.attributes["href"].removeprefix("#"), each.words()) for each in summary.every("a")]

    def link(self, words: str) -> str:
        """Where the link with these words leads. Raises LookupError naming those that are there."""
        links = {each.words(): each.attributes["href"] for each in reversed([*self.document.every("a")])}
        if words not in links:
            raise LookupError(f"there is no link {words!r} among {list(links)}")
        return links[words]

    def _words(self, tag: str) -> str:
        found = self.document.first(tag)
        assert found is not None, f"{self.target} has no {tag}"
        return found.words()


class Client:
    """A person's browser of the plainest kind. It sends neither Origin nor Sec-Fetch-Site, as w3m and old phones."""

    def __init__(self, transport: Transport, clock: Callable[[], float] = time.time, *, takes_cookies: bool = True):
        self._transport = transport
        self._clock = clock
        self._takes_cookies = takes_cookies
        self.cookies: dict[str, Cookie] = {}
        self.headers: dict[str, str] = {}
        self.record: list[Exchange] = []
        self._kept: set[str] = set()

    def open(self, target: str) -> Page:
        """Open an address and what it redirects to."""
        return self._follow("GET", target, b"")

    def follow(self, page: Page, words: str) -> Page:
        """Press a link of a page."""
        return self.open(urljoin(page.target, page.link(words)))

    def press(
        self, page: Page, words: str, answers: Mapping[str, str | Sequence[str]] | None = None, form: Form | None = None
    ) -> Page:
        """Press a button of a page, its form filled as it stands but for these answers."""
        form = form or page.form
        return self.send(page, form, answers or {}, form.button(words))

    def send(self, page: Page, form: Form, answers: Mapping[str, str | Sequence[str]], button: Button) -> Page:
        """Send a form. An answer is one value, several, or none: `()` leaves a field out."""
        assert form.method == "post"
        given = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in answers.items()}
        fields = {**form.values(), **given}
        if button.name:
            fields[button.name] = (button.value,)
        return self.post(urljoin(page.target, form.action), fields)

    def post(self, target: str, fields: Mapping[str, Sequence[str]]) -> Page:
        """Send these fields, line ends as browsers send them, and open what the reply redirects to."""
        pairs = [(name, re.sub("\r\n|\r|\n", "\r\n", each)) for name, values in fields.items() for each in values]
        return self._follow("POST", target, urlencode(pairs).encode())

    def ask(self, method: str, target: str, body: bytes = b"") -> Wire:
        """One request and its response, redirections not followed."""
        headers = {"accept-encoding": "br, gzip", **self.headers}
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items() if self._lives(cookie))
        if cookies:
            headers["cookie"] = cookies
        if method == "POST":
            headers |= {"content-type": FORM_TYPE, "content-length": str(len(body))}
        wire = self._transport(method, target.partition("#")[0], headers, body)
        self.record.append(Exchange(method, target, wire))
        if self._takes_cookies:
            for value in wire.every("set-cookie"):
                self._keep(value)
        return wire

    def end_session(self) -> None:
        """Close the browser: what ends with the session ends."""
        self.cookies = {name: cookie for name, cookie in self.cookies.items() if cookie.ends is not None}

    def _follow(self, method: str, target: str, body: bytes) -> Page:
        wire = self.ask(method, target, body)
        for _ in range(HOPS):
            if wire.status != 303:
                return self._dressed(Page(target, wire))
            target = urljoin(target, wire.header("location"))
            assert target.startswith("/"), f"a redirection left the service: {target}"
            wire = self.ask("GET", target)
        raise AssertionError(f"redirected in a circle at {target}")

    def _dressed(self, page: Page) -> Page:
        """Fetch what a browser fetches for a page, each once: the icon unasked, and the style sheets linked."""
        linked = [each.attributes for each in page.document.every("link", "script", "img")]
        wanted = ["/favicon.ico", *(each.get("href") or each["src"] for each in linked)]
        for target in wanted:
            if target not in self._kept:
                self._kept.add(target)
                assert self.ask("GET", target).status in {200, 204}
        return page

    def _lives(self, cookie: Cookie) -> bool:
        return cookie.ends is None or self._clock() < cookie.ends

    def _keep(self, header: str) -> None:
        pair, *attributes = (part.strip() for part in header.split(";"))
        name, _, value = pair.partition("=")
        ages = [int(each.partition("=")[2]) for each in attributes if each.lower().startswith("max-age=")]
        self.cookies.pop(name, None)
        if not ages or ages[0] > 0:
            self.cookies[name] = Cookie(value, self._clock() + ages[0] if ages else None, tuple(attributes))
