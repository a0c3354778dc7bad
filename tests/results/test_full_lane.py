"""While too much is being counted at once, each page of the team's says so in plain words or does without counting."""

import re
from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from survey_app.database import Database
from survey_app.team.members import add_member, grant
from survey_app.team.permissions import Grant, Permission
from tests.results.sample import NOON, open_survey, people, store
from tests.results.site import KEYS
from tests.team.site import Browser
from tests.team.whole import members_routes, running_whole

PLACES = {"slug": "residents", "question": "Q1", "by": "Q7", "file_id": "none"}
NAMES = {"tables": "Q1.csv", "charts": "Q1.svg", "text": "Q6.csv"}
"""What stands in the places of an address, and under `name`, by what stands before it."""

KEPT_OUT = {"/team/sign-out", "/team/sign-out-everywhere"}
"""They end the session of who asks for every other."""

COUNTING = {
    "GET /team",
    "GET /team/help",
    "GET /team/surveys/residents",
    "GET /team/surveys/residents/answers.csv",
    "GET /team/surveys/residents/answers.csv-metadata.json",
    "GET /team/surveys/residents/answers.json",
    "GET /team/surveys/residents/charts/Q1.svg",
    "GET /team/surveys/residents/codebook.csv",
    "GET /team/surveys/residents/codebook.xml",
    "GET /team/surveys/residents/results/how-collected",
    "GET /team/surveys/residents/downloads",
    "GET /team/surveys/residents/results",
    "GET /team/surveys/residents/results/Q1/by/Q7",
    "GET /team/surveys/residents/results/Q1/worked-out",
    "GET /team/surveys/residents/results/banner",
    "GET /team/surveys/residents/results/over-time",
    "GET /team/surveys/residents/results/people",
    "GET /team/surveys/residents/who",
    "GET /team/surveys/residents/figures.json",
    "GET /team/surveys/residents/report",
    "GET /team/surveys/residents/report.docx",
    "GET /team/surveys/residents/tables.csv",
    "GET /team/surveys/residents/tables.csv-metadata.json",
    "GET /team/surveys/residents/tables.json",
    "GET /team/surveys/residents/tables.ods",
    "GET /team/surveys/residents/tables.xlsx",
    "GET /team/surveys/residents/tables/Q1.csv",
    "GET /team/surveys/residents/text/Q6.csv",
    "POST /team/surveys/residents/prepared",
    "POST /team/surveys/residents/results/over-time/sign",
}
"""The routes that cannot answer without counting."""


@pytest.fixture
def everything(sqlite_database: Database) -> Iterator[tuple[Litestar, Browser]]:
    """The whole application, and a browser of somebody who may do everything with its one survey."""
    with sqlite_database.write() as connection:
        fieldwork = open_survey(connection)
        store(connection, fieldwork, people(64, Q1="daily", Q7="north"))
        everybody = add_member(connection, KEYS, "everything@council.test", NOON)
        named = Grant(Permission.MICRODATA, fieldwork.survey.id, reason="The yearly report")
        for each in (named, Grant(Permission.SEE_WORKING), Grant(Permission.MANAGE)):
            grant(connection, KEYS, everybody.id, each, NOON)
    with running_whole(sqlite_database, KEYS) as whole:
        whole.site.clock.seconds = float(NOON)
        yield whole.app, whole.site.signed_in(everybody)


def replies(app: Litestar, browser: Browser) -> Iterator[tuple[str, int, str]]:
    """Each of the team's routes with its address, the status of its reply, and its words."""
    token = browser.form_token()
    for method, route, _ in members_routes(app):
        address = _address(route)
        if address not in KEPT_OUT:
            reply = browser.get(address) if method == "GET" else browser.post(address, form_token=token)
            yield f"{method} {address}", reply.status_code, reply.text


def _address(route: HTTPRoute) -> str:
    parts = [""]
    for each in route.path_components:
        known = {**PLACES, "name": NAMES.get(parts[-1], "x")}
        parts.append(each if isinstance(each, str) else known.get(each.name, "1"))
    return "/".join(parts) or "/"


def test_with_a_full_lane_every_page_that_counts_says_so_and_no_page_breaks(
    everything: tuple[Litestar, Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_app.results.lane.WAITING", 0)
    busy = set()
    for route, status, words in replies(*everything):
        assert status in {200, 303, 400, 403, 404, 409, 422, 503}, (route, status)
        if status == 503:
            busy.add(route)
            assert "Too many people are reading results just now" in words, route
            assert "Wait a few seconds" in words, route
            assert re.search(r'<a [^>]*href="/team/help"', words), route  # in the team's frame
    assert busy == COUNTING


def test_negative_control_with_room_on_the_lane_no_page_is_refused(everything: tuple[Litestar, Browser]) -> None:
    assert {route for route, status, _ in replies(*everything) if status in {500, 503}} == set()
