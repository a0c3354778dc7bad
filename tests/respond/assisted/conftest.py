"""What these tests share: an office in which forms are keyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.respond.assisted.office import Office, opened_office


@pytest.fixture
def office(database_address: str, tmp_path: Path) -> Iterator[Office]:
    """The office on SQLite and PostgreSQL in turn."""
    yield from _running(database_address, tmp_path)


@pytest.fixture
def sqlite_office(sqlite_address: str, tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite, where what is tested asks for no database's own ways."""
    yield from _running(sqlite_address, tmp_path)


def _running(address: str, folder: Path) -> Iterator[Office]:
    office = opened_office(address, folder)
    yield office
    office.inside.close()
    office.database.close_blocking()
