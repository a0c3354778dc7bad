"""What every test may ask for: real databases, a fresh one each time and cheap, and the real service."""

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from survey_app.cli import main
from survey_app.database import Database
from survey_app.migrating import migrate
from survey_app.writer import Writer
from tests.clusters import Cluster, running_cluster
from tests.compiling import compile_once
from tests.serving import CHECKOUT, Served, serving
from tests.stock import TEMPLATE, Stock
from tests.trials import Command

SLOW = [HealthCheck.too_slow]
"""What is slow on a busy machine is no fault of a test."""

settings.register_profile("modest", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("deep", max_examples=10_000, deadline=None, print_blob=True, suppress_health_check=SLOW)
settings.load_profile("modest")  # the same examples for everybody; `pytest --hypothesis-profile deep` looks by chance

_numbers = count(1)


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, not among what was read in: `survey_app.server` looks for none at all."""
    compile_once(pytest.MonkeyPatch())
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the service does."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Cluster]:
    """One PostgreSQL for the whole run, without fsync, holding a migrated database to copy."""
    with running_cluster(durable=False) as cluster:
        cluster.execute(f"CREATE DATABASE {TEMPLATE}")
        database = Database(cluster.address(TEMPLATE))
        migrate(database)
        database.close_blocking()
        yield cluster


@pytest.fixture
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the test's own, durable as in production, to crash and start again."""
    with running_cluster(durable=True) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close_blocking()  # closing the last connection puts the log into the file
    return path


@pytest.fixture
def sqlite_address(tmp_path: Path, migrated_file: Path) -> str:
    """The address of a fresh migrated SQLite database."""
    shutil.copyfile(migrated_file, tmp_path / "test.db")
    return f"sqlite:///{tmp_path}/test.db"


@pytest.fixture(scope="session")
def postgres_stock(postgres_server: Cluster) -> Stock:
    """What gives each test its PostgreSQL database."""
    return Stock(postgres_server)


@pytest.fixture
def postgres_address(postgres_stock: Stock) -> str:
    """The address of a fresh migrated PostgreSQL database."""
    return postgres_stock.address()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """Both databases in turn."""
    return str(request.param)


@pytest.fixture
def database_address(backend: str, request: pytest.FixtureRequest) -> str:
    """The address of a fresh migrated database, SQLite and PostgreSQL in turn."""
    return str(request.getfixturevalue(f"{backend}_address"))


@pytest.fixture
def database(database_address: str) -> Iterator[Database]:
    """A fresh migrated database, SQLite and PostgreSQL in turn."""
    yield from _opened(database_address)


@pytest.fixture
async def writer(database: Database) -> AsyncIterator[Writer]:
    """The writer of a fresh database, started, SQLite and PostgreSQL in turn."""
    started = Writer(database)
    started.start()
    yield started
    await started.stop()


@pytest.fixture
def survey(
    sqlite_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command `survey` on a fresh database: gives its exit code and all that it printed."""
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setenv("SOUNDINGS_DATABASE", sqlite_address)
    monkeypatch.setenv("SOUNDINGS_KEYS", str(tmp_path / "keys"))

    def run(*words: str) -> tuple[int, str]:
        code = main(words)
        return code, "".join(capsys.readouterr())

    return run


@pytest.fixture
def sqlite_database(sqlite_address: str) -> Iterator[Database]:
    """A fresh migrated SQLite database, where what is tested is SQLite's alone or asks for no database's own ways."""
    yield from _opened(sqlite_address)


@pytest.fixture
def postgres_database(postgres_address: str) -> Iterator[Database]:
    """A fresh migrated PostgreSQL database, where what is tested is PostgreSQL's alone."""
    yield from _opened(postgres_address)


@pytest.fixture
def empty_database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table, SQLite and PostgreSQL in turn."""
    if backend == "sqlite":
        yield from _opened(f"sqlite:///{tmp_path}/empty.db")
    else:
        cluster, name = request.getfixturevalue("postgres_server"), f"empty_{next(_numbers)}"
        cluster.execute(f"CREATE DATABASE {name}")
        yield from _opened(cluster.address(name))
        cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service with the real questionnaires on a fresh SQLite file, one for each test module."""
    with serving(tmp_path_factory.mktemp("served")) as service:
        yield service


@pytest.fixture
def freshly_served(tmp_path: Path) -> Iterator[Served]:
    """The same for one test alone, to kill, stop and start again."""
    with serving(tmp_path) as service:
        yield service


def _opened(address: str) -> Iterator[Database]:
    database = Database(address)
    yield database
    database.close_blocking()
    with ThreadPoolExecutor(1) as aside:  # a browser's loop may run in this thread, and no second one beside it
        aside.submit(asyncio.run, database.close()).result()
