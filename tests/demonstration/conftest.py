"""What these tests share: a database in which every shipped survey is open, fresh each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from survey_app.database import Database
from survey_app.settings import Settings
from tests.demonstration.crowds import QUESTIONNAIRES
from tests.demonstration.team import Team, assembled
from tests.respond.conftest import MORNING, House, copied
from tests.respond.rows import change
from tests.trials import prepare

OPENED = int(MORNING) - 3600


@pytest.fixture(scope="session")
def opened_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with such a database, to copy."""
    folder = tmp_path_factory.mktemp("opened")
    settings = Settings(database=f"sqlite:///{folder}/soundings.db", organisation=QUESTIONNAIRES / "organisation.toml")
    prepare(settings, QUESTIONNAIRES, OPENED)
    change(settings.database, "PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def opened(tmp_path: Path, opened_folder: Path) -> Iterator[Database]:
    """A fresh copy of it."""
    database = Database(f"sqlite:///{copied(opened_folder, tmp_path)}/soundings.db")
    yield database
    database.close_blocking()


@pytest.fixture
def house(tmp_path: Path, opened_folder: Path) -> Iterator[House]:
    """The application inside this process, on a fresh copy of it."""
    house = House(copied(opened_folder, tmp_path))
    yield house
    house.inside.close()


@pytest.fixture
def team(database_address: str, tmp_path: Path) -> Iterator[Team]:
    """The whole service with its team, on SQLite and PostgreSQL in turn."""
    yield from _running(database_address, tmp_path)


@pytest.fixture
def sqlite_team(sqlite_address: str, tmp_path: Path) -> Iterator[Team]:
    """The same on SQLite, where what is tested asks for no database's own ways."""
    yield from _running(sqlite_address, tmp_path)


def _running(address: str, folder: Path) -> Iterator[Team]:
    team = assembled(address, folder)
    yield team
    team.inside.close()
    team.database.close_blocking()
