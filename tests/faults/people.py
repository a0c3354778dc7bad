"""People who answer the feedback form over real HTTP while services end under them: they press again until it works."""

import re
import secrets
import threading
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

PATIENCE = 60.0
"""Seconds in which a press must succeed, restarts included."""

AGAIN = 0.02
"""Seconds between two tries."""

START = "/feedback"
WHO = "/feedback/en/who"
HAPPENED = "/feedback/en/what-happened"
CHECK = "/feedback/en/check"
THANKS = "/feedback/en/thanks"


class Reply(NamedTuple):
    """What came back: where it leads, the cookie that it sets, and the page."""

    status: int
    leads_to: str
    cookie: str
    page: str


class Journey:
    """What one person was told is safe: `kept` are the fields of acknowledged pages, `sent` that all was sent."""

    def __init__(self) -> None:
        self.canary = secrets.token_hex(12)
        self.cookie = ""
        self.kept: dict[str, str] = {}
        self.sending = False
        self.sent = False
        self.strange: list[str] = []
        """Replies that nobody should get: a page that was acknowledged and is not there."""

    @property
    def begun(self) -> bool:
        """Whether a start was acknowledged."""
        return bool(self.cookie)


class Person(threading.Thread):
    """Answers the form over and over, each third time without sending, until told to stop."""

    def __init__(self, port: int, stop: threading.Event | None = None) -> None:
        super().__init__(daemon=True)
        self.journeys: list[Journey] = []
        self.acknowledged = 0
        self.refused = 0
        self.failure: BaseException | None = None
        self._stop_asked = stop or threading.Event()
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def run(self) -> None:
        """Answer until told to stop; what fails is kept for the test to see."""
        try:
            while not self._stop_asked.is_set():
                journey = Journey()
                self.journeys.append(journey)
                self._answer(journey, sends=len(self.journeys) % 3 != 0)
        except BaseException as error:  # a thread's failure is shown by the test that reads it
            self.failure = error
        finally:
            self._connection.close()

    def _answer(self, journey: Journey, *, sends: bool) -> None:
        begun = self._press(START, {"on": "own", "from": "open"}, journey)
        journey.cookie = begun.cookie
        if self._is_strange(journey, begun, f"{WHO}?begun"):
            return
        mark = self._mark(journey, begun.leads_to)
        if not mark:
            return
        for path, fields, following in (
            (WHO, {"F1": "staff"}, HAPPENED),
            (HAPPENED, {"F2": "doing", "F3": journey.canary}, CHECK),
        ):
            if self._is_strange(journey, self._press(path, {**fields, "m": mark}, journey), following):
                return
            journey.kept |= fields
        if sends:
            journey.sending = True
            journey.sent = not self._is_strange(journey, self._press(CHECK, {"m": mark}, journey), THANKS)

    def _mark(self, journey: Journey, path: str) -> str:
        """The draft's mark, from the page that was acknowledged: it must be there at once."""
        deadline = time.monotonic() + 1
        while True:
            reply = self._insist("GET", path, {}, journey)
            found = re.search(r'name="m" value="(\w+)"', reply.page)
            if found:
                return found[1]
            journey.strange.append(f"GET {path} gave {reply.status} {reply.leads_to}")
            if time.monotonic() > deadline:
                return ""
            self._stop_asked.wait(AGAIN)

    def _is_strange(self, journey: Journey, reply: Reply, expected: str) -> bool:
        if reply.leads_to == expected:
            return False
        journey.strange.append(f"expected {expected}, got {reply.status} {reply.leads_to}")
        return True

    def _press(self, path: str, fields: Mapping[str, str], journey: Journey) -> Reply:
        reply = self._insist("POST", path, fields, journey)
        self.acknowledged += 1
        return reply

    def _insist(self, method: str, path: str, fields: Mapping[str, str], journey: Journey) -> Reply:
        """Ask until there is a reply that is no failure: the very same again after a lost connection or a 503."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                reply = self.ask(method, path, fields, journey.cookie)
            except (OSError, HTTPException):
                self._connection.close()
            else:
                if reply.status < 500:
                    return reply
                if reply.status != 503:
                    journey.strange.append(f"{method} {path} gave {reply.status}")
                self.refused += 1
            threading.Event().wait(AGAIN)
        raise TimeoutError(f"{method} {path} did not succeed within {PATIENCE} seconds")

    def ask(self, method: str, path: str, fields: Mapping[str, str] | None = None, cookie: str = "") -> Reply:
        """One request and what came back."""
        headers = {"cookie": f"feedback={cookie}"} if cookie else {}
        body = None
        if method == "POST":
            headers["content-type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields or {})
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        page = response.read().decode()
        set_cookie = (response.getheader("set-cookie") or "").partition(";")[0].partition("=")[2]
        leads_to = response.getheader("location")
        return Reply(response.status, urljoin(path, leads_to) if leads_to else "", set_cookie, page)


class Crowd:
    """Several people at once."""

    def __init__(self, port: int, size: int = 6) -> None:
        self._stop_asked = threading.Event()
        self.people = [Person(port, self._stop_asked) for _ in range(size)]

    @property
    def journeys(self) -> list[Journey]:
        """What everybody was told."""
        return [journey for person in self.people for journey in person.journeys]

    @property
    def acknowledged(self) -> int:
        """How many presses were acknowledged so far."""
        return sum(person.acknowledged for person in self.people)

    @property
    def refused(self) -> int:
        """How many replies said that nothing could be saved just now."""
        return sum(person.refused for person in self.people)

    def begin(self) -> None:
        """Everybody starts."""
        for person in self.people:
            person.start()

    def wait_for(self, more: int) -> None:
        """Return when so many more presses were acknowledged. Raises what stopped anybody."""
        wanted, deadline = self.acknowledged + more, time.monotonic() + PATIENCE
        while self.acknowledged < wanted:
            self._raise_failures()
            assert time.monotonic() < deadline, "nobody gets anywhere"
            threading.Event().wait(0.001)

    def end(self) -> None:
        """Everybody finishes what they are at. Raises what stopped anybody."""
        self._stop_asked.set()
        for person in self.people:
            person.join(PATIENCE)
        self._raise_failures()

    def _raise_failures(self) -> None:
        for person in self.people:
            if person.failure is not None:
                raise person.failure
