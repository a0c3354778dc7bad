"""How much comes over the line: every byte of every response, with its headers (speed budget)."""

import datetime as dt
import time
from collections.abc import Iterator, Mapping

import pytest
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.questionnaire.overlays import overlay_files
from survey_app.questionnaire.wording import Review
from survey_app.surveys.surveys import load
from tests.respond.client import Client, Page
from tests.respond.walker import OWN, PAGES, SENT, SHARED, Walk
from tests.respond.wholes import whole
from tests.respond.wires import Connection
from tests.serving import CHECKOUT, Served

FIRST_PAGE = 10_000
LATER_PAGE = 3_000
CHECK_PAGE = 6_000
WHOLE_SURVEY = 80_000
AIM = 60_000
LONGEST_SURVEY = 92_000
"""Our own limit for the longest way of all, 46 pages instead of the budget's 35, in letters of two bytes each."""
LONGEST_SURVEY = 92_000
"""Our own limit for the longest way of all, 46 pages instead of the budget's 35, in letters of two bytes each."""
LONGEST_SURVEY = 92_000
"""Our own limit for the longest way of all, 46 pages instead of the budget's 35, in letters of two bytes each."""
LONGEST_SURVEY = 92_000
"""Our own limit for the longest way of all, 46 pages instead of the budget's 35, in letters of two bytes each."""

LONGEST_WAY = (
    "I am putting in answers for someone who is with me",  # a page of explanation, and no opinion left out
    "35 to 44",
    "Many times a day",
    "Fairly hard",
    "The cost of a device",
    "Poor broadband",
    "Online form or account",
    "Answer these questions",
    "Yes",
    "White",
)
"""Answers that lead to every page of the residents' survey, wherever they are offered."""

USUAL_WAY = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
"""The answers of somebody online, for themself; some 35 pages, as the budget has it."""

EVERY_PAGE = 46
"""The residents' pages that one person can meet: each section but under 16, check answers and thank you."""

DRAFT = "no native reader has checked them yet"
OVERLAYS = sorted(overlay_files(CHECKOUT / "questionnaires/residents/questionnaire.toml"))
"""The residents' survey's variants beside its own language."""

MINUTES = 10
"""How long a person takes: on a shared computer the cookie is set again in each minute in which a button is pressed."""


@pytest.fixture(scope="module")
def reviewed(served: Served) -> Served:
    """The service with the residents' survey as it is once all its wordings are reviewed: offered, without banners."""
    questionnaire = whole("residents")
    review = Review(by="native reader", on=dt.date(2027, 1, 1))
    wordings = {name: replace(wording, reviewed=review) for name, wording in questionnaire.wordings.items()}
    database = Database(served.database)
    with database.write() as writing:
        load(writing, "residents", replace(questionnaire, wordings=wordings), int(time.time()), publishing=True)
    database.close_blocking()
    deadline = time.monotonic() + 60
    asking = Connection(served.port)
    while DRAFT in Client(asking).open(f"/residents/{OVERLAYS[0]}").html:  # the service looks again each second
        assert time.monotonic() < deadline
    asking.close()
    return served


@pytest.fixture
def client(reviewed: Served) -> Iterator[Client]:
    connection = Connection(reviewed.port)
    yield Client(connection)
    connection.close()


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_the_first_page_is_one_request_within_its_budget(client: Client, slug: str) -> None:
    page = client.open(f"/{slug}")
    asked = [each.target for each in client.record]
    assert asked == [f"/{slug}", "/favicon.ico"]
    assert page.document.first("style") is not None
    assert page.wire.size <= FIRST_PAGE


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_every_later_page_is_within_its_budget(client: Client, slug: str, start: str) -> None:
    walk = Walk(client, 7, words=LONGEST_WAY, never=["Under 16"])
    assert walk.whole(slug, start).heading == SENT
    for page in walk.pages:
        assert page.wire.size <= (CHECK_PAGE if page.path.endswith("/check") else LATER_PAGE), page.path


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_the_residents_survey_is_whole_within_its_budget_on_its_longest_way(
    client: Client, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(client, 7, words=LONGEST_WAY, never=["Under 16"])
    assert walk.whole("residents", start).heading == SENT
    size = _whole(walk, start, capsys)
    assert len(walk.pages) == EVERY_PAGE
    assert size <= WHOLE_SURVEY


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_the_residents_survey_is_within_its_aim_for_who_skips_the_questions_about_themself(
    client: Client, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(client, 5, words=USUAL_WAY)
    assert walk.whole("residents", start).heading == SENT
    assert len(walk.pages) > 30
    assert _whole(walk, start, capsys) <= AIM


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("variant", OVERLAYS)
def test_the_residents_survey_is_within_its_budgets_in_every_variant_with_all_of_them_offered(
    client: Client, variant: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same answers by their codes."""
    for words, never, most in ((USUAL_WAY, (), WHOLE_SURVEY), (LONGEST_WAY, ("Under 16",), LONGEST_SURVEY)):
        english = Walk(client, 5, words=words, never=never)
        english.whole("residents", start)
        other = Client(client._transport)
        pages = [*same_answers(other, f"/residents/{variant}", english.typed, start)]
        assert pages[-1].path == f"/residents/{variant}/thanks"
        for page in pages:
            assert page.wire.size <= (CHECK_PAGE if page.path.endswith("/check") else LATER_PAGE), page.path
        size = _bytes(other, start)
        with capsys.disabled():
            print(f"\nresidents, {variant}, {len(pages)} pages, {start.lower()}: {size:,} bytes, most {most:,}")  # noqa: T201  # the figure is what people ask for
        assert size <= most


def same_answers(client: Client, start: str, typed: Mapping[str, tuple[str, ...]], where: str) -> Iterator[Page]:
    """Every page from a start page on, answered by codes, in any language."""
    page = client.open(start)
    page = client.send(page, page.form, {}, page.form.buttons[0 if where == OWN else 1])
    for _ in range(PAGES):
        yield page
        if not page.has_form or page.path.endswith("/thanks"):
            return
        form = page.form
        answers = {field.name: typed.get(field.name, ()) for field in form.fields if field.kind != "hidden"}
        chosen = [button for button in form.buttons if typed.get(button.name) == (button.value,)]
        page = client.send(page, form, answers, (chosen or list(form.buttons))[0])


def _bytes(client: Client, start: str) -> int:
    """Every byte of every response; on a shared computer with the cookies that come with time."""
    record = client.record
    cookie = len(f"set-cookie: {record[2].wire.header('set-cookie')}\r\n") if start == SHARED else 0
    return sum(each.wire.size for each in record) + MINUTES * cookie


def _whole(walk: Walk, start: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Every byte of every response, printed."""
    size = _bytes(walk.client, start)
    with capsys.disabled():
        print(f"\nresidents, {len(walk.pages)} pages, {start.lower()}: {size:,} bytes, aim {AIM:,}")  # noqa: T201  # the figure is what people ask for
    return size
