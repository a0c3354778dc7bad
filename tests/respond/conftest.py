"""What the tests of this room share: the application with the real questionnaires, on a clock that they set."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey_app.database import Database
from survey_app.settings import Settings
from tests.respond.client import Client
from tests.respond.fieldwork import Field, in_the_field
from tests.respond.rows import change
from tests.respond.wires import Inside
from tests.serving import CHECKOUT, Served, serving
from tests.trials import prepare
from tests.web.asgi import HOST

QUESTIONNAIRES = CHECKOUT / "questionnaires"

MORNING = datetime(2027, 6, 3, 9, 0, tzinfo=UTC).timestamp()
"""When each test begins: ten o'clock in London."""


class Clock:
    """The time that the application is told."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> float:
        """UTC seconds."""
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.now += minutes * 60


class House:
    """The application with every survey open, for one test alone."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.clock = Clock()
        self.address = f"http://{HOST}"
        self.keys = folder / "keys"
        self.database = database or f"sqlite:///{folder}/soundings.db"
        self.folder = folder
        self.inside = Inside(self.database, folder, self.clock)

    def client(self, *, takes_cookies: bool = True) -> Client:
        """Somebody's browser."""
        return Client(self.inside, self.clock, takes_cookies=takes_cookies)

    def changed(self, change: Callable[[str], object]) -> None:
        """Stop, change the database, start again."""
        self.inside.close()
        change(self.database)
        self.inside = Inside(self.database, self.folder, self.clock)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which every real survey is open, to copy."""
    folder = tmp_path_factory.mktemp("prepared")
    settings = Settings(database=f"sqlite:///{folder}/soundings.db", organisation=QUESTIONNAIRES / "organisation.toml")
    prepare(settings, QUESTIONNAIRES, int(MORNING) - 3600)
    change(settings.database, "PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def copied(prepared: Path, folder: Path) -> Path:
    """A folder with a copy of that database."""
    shutil.copyfile(prepared / "soundings.db", folder / "soundings.db")
    return folder


@pytest.fixture
def house(tmp_path: Path, prepared: Path) -> Iterator[House]:
    """The application inside this process, with a fresh copy of that database."""
    house = House(copied(prepared, tmp_path))
    yield house
    house.inside.close()


@pytest.fixture(scope="module")
def standing_house(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[House]:
    """One for a module's tests that look at nothing but the pages in a browser of their own, and set no clock."""
    house = House(copied(prepared, tmp_path_factory.mktemp("standing")))
    yield house
    house.inside.close()


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service, one for all of the room's tests that leave it open to answer for the next."""
    with serving(tmp_path_factory.mktemp("served")) as service:
        yield service


@pytest.fixture
def field(database: Database) -> Field:
    """A survey in the field, SQLite and PostgreSQL in turn."""
    return in_the_field(database)
