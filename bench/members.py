"""A member of the team who reads results over HTTP, as a browser does."""

import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

from bench.grounds import RESIDENTS
from bench.sites import Site, fieldwork
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.permissions import Grant, Permission

EMAIL = "analyst@example.org"
RESULTS = f"/team/surveys/{RESIDENTS}/results"
ANSWERS = f"/team/surveys/{RESIDENTS}/answers.csv"
TIMEOUT_SECONDS = 120.0
PIECE = 64 * 1024


class Member:
    """Somebody signed in, on one kept connection."""

    def __init__(self, site: Site, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self._headers = {"sec-fetch-site": "same-origin", "accept-encoding": "br"}
        path = _link(site).removeprefix(site.settings.public_url)
        signed_in = self._ask("POST", path)
        signed_in.read()
        self._headers["cookie"] = (signed_in.getheader("set-cookie") or "").partition(";")[0]

    def results(self) -> int:
        """Open the residents' results; gives the bytes of the page. Raises RuntimeError when it is not shown."""
        shown = self._ask("GET", RESULTS)
        body = shown.read()
        if shown.status != 200:
            raise RuntimeError(f"the results were answered {shown.status}")
        return len(body)

    def answers(self) -> Iterator[bytes]:
        """Download all answers, piece by piece."""
        shown = self._ask("GET", ANSWERS)
        if shown.status != 200:
            raise RuntimeError(f"the download was answered {shown.status}")
        while piece := shown.read1(PIECE):
            yield piece

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _ask(self, method: str, target: str) -> HTTPResponse:
        self._connection.request(method, target, headers=self._headers)
        return self._connection.getresponse()


def _link(site: Site) -> str:
    """A sign-in link of somebody who may read live results and download the answers of the residents' survey."""
    now = int(time.time())
    with site.opened() as database:
        survey = fieldwork(database, RESIDENTS).survey
        grants = [
            Grant(Permission.SEE_WORKING, survey.id),
            Grant(Permission.MICRODATA, survey.id, "Measuring the download"),
        ]
        add_member_with(database, site.keys, EMAIL, grants, now)
        return sign_in_link(database, site.keys, site.settings.public_url, EMAIL, now)
