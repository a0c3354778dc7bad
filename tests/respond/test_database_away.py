"""While the database is away: whatever page was posted comes back filled in, and no page says more than is true."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import TimeoutError as NoneFree

from survey_app.database import Database
from survey_app.settings import Settings
from tests.clusters import Cluster
from tests.respond.client import Client, Page
from tests.respond.conftest import MORNING, QUESTIONNAIRES, House
from tests.respond.documents import by_id
from tests.respond.walker import OWN, SEND, SHARED, Walk
from tests.trials import prepare

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
DELETE = "Delete my answers"
NOT_SAVED = "We could not save this page just now. Nothing you typed is lost"


class Field:
    """A house, and how to take its database away for a while."""

    def __init__(self, house: House, away: Callable[[], object], back: Callable[[], object]) -> None:
        self.house = house
        self._away = away
        self._back = back

    @contextmanager
    def away(self) -> Iterator[None]:
        """The database cannot be reached, and what the directory read is older than its second."""
        self._away()
        yield
        self._back()


@pytest.fixture
def postgres_field(postgres_server: Cluster, postgres_address: str, tmp_path: Path) -> Iterator[Field]:
    """The application on PostgreSQL, which refuses it and ends its connections."""
    prepare(
        Settings(database=postgres_address, organisation=QUESTIONNAIRES / "organisation.toml"),
        QUESTIONNAIRES,
        int(MORNING) - 3600,
    )
    name = make_url(postgres_address).database
    theirs = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608  # a name of ours
    house = House(tmp_path, postgres_address)

    def refuse() -> None:
        postgres_server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        postgres_server.execute(theirs)

    def accept() -> None:
        postgres_server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    yield Field(house, refuse, accept)
    house.inside.close()


@pytest.fixture
def sqlite_field(house: House, monkeypatch: pytest.MonkeyPatch) -> Field:
    """The application on SQLite, whose reads meet a file that the disk does not give."""
    missing = create_engine("sqlite:////nowhere/at/all.db")

    def gone(_: Database) -> Connection:
        return missing.connect()

    def refuse() -> None:
        monkeypatch.setattr(Database, "_thread_connection", gone)

    return Field(house, refuse, monkeypatch.undo)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def field(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Field:
    """Both databases in turn; the directory reads anew for each page, as it does after a second."""
    found: Field = request.getfixturevalue(f"{request.param}_field")
    monkeypatch.setattr("survey_app.surveys.directory.SECONDS", 0.0)
    return found


def reached(field: Field, slug: str, section: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser at a section of a survey, and its page."""
    client = field.house.client()
    return client, Walk(client, 3, words=ONLINE).reach(slug, section, start)


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_a_posted_page_comes_back_filled_in_and_is_stored_by_the_next_press(field: Field, start: str) -> None:
    client, page = reached(field, "residents", "devices", start)
    typed = {"R05": ("tablet", "other"), "R05-detail": 'A "reader" <b>'}
    with field.away():
        page = client.press(page, "Continue", typed)
        assert page.status == 503
        assert page.notices[0].startswith(NOT_SAVED)
        assert page.form.values()["R05"] == ("tablet", "other")
        assert page.form.values()["R05-detail"] == ('A "reader" <b>',)
        assert client.press(page, "Continue").form.values()["R05-detail"] == ('A "reader" <b>',)
    page = client.press(page, "Continue")
    assert page.path == "/residents/en/larger-screen"
    assert client.open("/residents/en/devices").form.values()["R05-detail"] == ('A "reader" <b>',)


def test_options_that_hang_on_earlier_answers_are_all_there_with_the_one_chosen(field: Field) -> None:
    client = field.house.client()
    page = Walk(client, 5, words=(*ONLINE, "No time", "Poor broadband")).reach("residents", "main-barrier")
    chosen = next(each.value for each in page.form.fields if each.label == "Poor broadband")
    with field.away():
        page = client.press(page, "Continue", {"R13a": chosen})
        assert page.status == 503
        assert page.form.values()["R13a"] == (chosen,)
    assert client.press(page, "Continue").path == "/residents/en/contact"


def test_a_shared_computer_clears_itself_even_now(field: Field) -> None:
    client, page = reached(field, "residents", "devices", SHARED)
    with field.away():
        page = client.press(page, "Continue", {"R05": "tablet"})
        assert page.wire.header("refresh").endswith(";url=clear")
        assert page.wire.header("cache-control") == "no-store"
        assert "this page clears at" in page.words
        cleared = client.open("/residents/en/clear")
        assert cleared.heading == "This computer is clear"
        assert cleared.wire.header("clear-site-data")
    assert "residents" not in client.cookies


def test_pressing_clear_on_a_shared_computer_clears_it_and_on_ones_own_says_that_nothing_was_deleted(
    field: Field,
) -> None:
    client, page = reached(field, "residents", "devices", SHARED)
    stop = client.press(page, "Stop and clear this computer")
    own, page = reached(field, "residents", "devices", OWN)
    own_stop = own.press(page, "Stop and come back later")
    with field.away():
        assert client.press(stop, "Delete my answers and clear this computer").heading == "This computer is clear"
        assert "residents" not in client.cookies
        refused = own.press(own_stop, DELETE)
        assert (refused.status, refused.heading) == (503, "We could not save that just now")
    assert own.open("/residents/en/devices").path == "/residents/en/devices"


def test_the_press_that_sends_can_be_pressed_again_with_its_tick(field: Field) -> None:
    client, page = reached(field, "feedback", "check")
    with field.away():
        page = client.press(page, SEND, {"receipt": "1"})
        assert page.status == 503
        assert "They are all kept" in page.notices[0]
        assert page.form.values()["receipt"] == ("1",)
    page = client.press(page, SEND)
    assert page.heading == "Your answers have been sent."
    assert "Your receipt code" in page.words


def test_an_early_send_stays_early(field: Field) -> None:
    client, page = reached(field, "residents", "devices")
    page = client.follow(client.press(page, "Stop and come back later"), "Send what I have answered so far")
    with field.away():
        page = client.press(page, SEND)
        assert page.status == 503
    assert client.press(page, SEND).heading == "Your answers have been sent."


def test_a_start_can_be_pressed_again(field: Field) -> None:
    client = field.house.client()
    page = client.open("/residents")
    with field.away():
        page = client.press(page, OWN)
        assert page.status == 503
        assert page.notices == ["We could not start just now. Wait a moment, then press the button again."]
    assert client.press(page, SHARED).path == "/residents/en/who"


def test_a_receipt_code_need_not_be_typed_again(field: Field) -> None:
    client, page = reached(field, "feedback", "check")
    page = client.press(page, SEND, {"receipt": "1"})
    code = next(each.words() for each in page.document.every("bdi") if len(each.words()) == 19)
    page = client.open("/feedback/en/take-back")
    with field.away():
        page = client.press(page, DELETE, {"code": code})
        assert page.status == 503
        assert page.form.values()["code"] == (code,)
        assert by_id(page.document, "problem") is not None
    assert client.press(page, DELETE).heading == "Your answers are taken back"


def test_a_page_that_was_only_to_be_read_does_not_speak_of_saving(field: Field) -> None:
    client, _ = reached(field, "residents", "devices")
    with field.away():
        for target in ("/", "/residents", "/residents/en/devices", "/residents/en/check"):
            page = client.open(target)
            assert (page.status, page.heading) == (503, "We cannot show this page just now"), target
            assert page.wire.header("retry-after")


@pytest.mark.postgres
def test_a_page_comes_back_filled_in_when_every_connection_is_taken(
    postgres_field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Database] = []

    def opening(address: str) -> Database:
        opened.append(Database(address))
        return opened[-1]

    monkeypatch.setattr("survey_app.database.POOL_SECONDS", 0.05)
    monkeypatch.setattr("survey_app.app.Database", opening)
    house = House(postgres_field.house.folder, postgres_field.house.database)
    try:
        client, page = reached(Field(house, list, list), "residents", "devices")
        taken = every_connection(opened[0])
        page = client.press(page, "Continue", {"R05": "tablet"})
        assert page.status == 503
        assert page.form.values()["R05"] == ("tablet",)
        for each in taken:
            each.close()
        assert client.press(page, "Continue").path == "/residents/en/larger-screen"
    finally:
        house.inside.close()


def every_connection(database: Database) -> list[Connection]:
    """Take connections until none is free."""
    taken: list[Connection] = []
    with suppress(NoneFree):
        while True:
            taken.append(database.reading.connect())
    return taken


def test_contact_details_come_back_filled_in_too(field: Field) -> None:
    client = field.house.client()
    page = client.follow(Walk(client, 3, words=ONLINE).whole("residents"), "Leave your contact details")
    with field.away():
        page = client.press(page, "Send my contact details", {"purpose": "follow_up", "email": "ana@example.com"})
        assert (page.status, page.form.values()["email"]) == (503, ("ana@example.com",))
        assert page.notices[0].startswith(NOT_SAVED)
    assert client.press(page, "Send my contact details").heading == "We have your contact details"
