"""Answering whole surveys by script: each made person from the start page to the thank-you page."""

import base64
import re
from collections.abc import Generator, Sequence
from urllib.parse import urljoin

from msgspec import Struct

from bench.answering import Person
from bench.browser import form, opening, sending
from survey_app.respond.tokens import draft_mark
from survey_app.settings import Keys

LOCATION = re.compile(rb"\r\nlocation: ([^\r?#]+)([^\r#]*)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: ([^\r;]+)", re.IGNORECASE)


class Reply:
    """The head of one reply."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self.status = int(head[9:12])

    @property
    def location(self) -> str:
        """Where it redirects to, without a fragment; empty when it does not."""
        found = LOCATION.search(self._head) if self.status == 303 else None
        return "" if found is None else (found[1] + found[2]).decode()

    @property
    def cookie(self) -> str:
        """The name and value of the cookie that it sets; empty when it sets none."""
        found = COOKIE.search(self._head)
        return "" if found is None else found[1].decode()

    @property
    def said(self) -> bytes:
        """The status, with the path that it leads to."""
        found = LOCATION.search(self._head) if self.status == 303 else None
        return self._head[9:12] + (b"" if found is None else b" " + found[1])


class Walker(Struct, frozen=True):
    """One made person: the survey, what they send on each page, and the server's secret, which stands in for reading
    the draft's mark out of each page: unpacking pages would cost the client as much as making them costs the server."""

    slug: str
    pages: dict[str, dict[str, tuple[str, ...]]]
    secret: bytes


class Told:
    """How many surveys were answered to the end."""

    def __init__(self) -> None:
        self.finished = 0


def requests_of(person: Person) -> int:
    """How many requests a whole journey takes: the start page and starting, each page opened and sent, check answers
    opened and sent, and the thank-you page."""
    return 2 + 2 * len(person.pages) + 2 + 1


def journey(port: int, walkers: Sequence[Walker], told: Told) -> Generator[bytes, Reply, None]:
    """One person after the other, again and again, until nobody asks for more.

    Raises LookupError when a page leads elsewhere than for a person.
    """
    while walkers:
        for walker in walkers:
            yield from _survey(port, walker)
            told.finished += 1


def _survey(port: int, walker: Walker) -> Generator[bytes, Reply, None]:
    yield opening(port, f"/{walker.slug}")
    begun = yield sending(port, f"/{walker.slug}", b"on=own&from=open")
    cookie, target = begun.cookie, _led(begun)
    value = cookie.partition("=")[2]
    mark = draft_mark(Keys(walker.secret), base64.urlsafe_b64decode(f"{value}=="))
    for _ in range(len(walker.pages) + 1):
        shown = yield opening(port, target, cookie)
        if shown.status != 200:
            raise LookupError(f"{target} was answered {shown.said!r}")
        section = target.partition("?")[0].rpartition("/")[2]
        body = form({} if section == "check" else walker.pages[section], mark)
        replied = yield sending(port, target.partition("?")[0], body, cookie)
        target = urljoin(target, _led(replied))
        if section == "check":
            yield opening(port, target, replied.cookie)
            return
    raise LookupError(f"{walker.slug} does not end: still at {target}")


def _led(reply: Reply) -> str:
    if not reply.location:
        raise LookupError(f"a page that should lead on was answered {reply.said!r}")
    return reply.location
