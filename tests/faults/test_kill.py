"""Kill -9 under load: whatever was acknowledged is there, exactly once, and a service that lies about it is caught."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.people import Crowd
from tests.faults.reckoning import Reckoning, reckoned
from tests.faults.warm import Warm, warm_service

pytestmark = pytest.mark.fault

KILLS = 20


def killed_under_load(served: Warm, folder: Path, kills: int, most: int = 60) -> Reckoning:
    """Kill a service and start it again over and over, each time after at most so many presses, then compare."""
    moments = random.Random(2027)  # noqa: S311  # which moments, not what secrets
    crowd = Crowd(served.port)
    crowd.begin()
    for _ in range(kills):
        crowd.wait_for(moments.randint(5, most))
        served.kill()
        served.start()
    crowd.wait_for(10)
    crowd.end()
    served.stop()
    return reckoned(served.database, folder / "keys", crowd.journeys)


def test_whatever_was_acknowledged_survives_twenty_kills(tmp_path: Path) -> None:
    with warm_service(tmp_path) as served:
        found = killed_under_load(served, tmp_path, KILLS)
    assert found.wrongs == ()
    assert found.strange == ()
    assert found.pages > 10 * KILLS
    assert found.sends > KILLS
    with closing(sqlite3.connect(tmp_path / "soundings.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_service_that_acknowledges_before_it_commits_is_caught(tmp_path: Path) -> None:
    with warm_service(tmp_path, "tests.faults.hasty:served") as served:
        found = killed_under_load(served, tmp_path, kills=2, most=15)
    assert found.wrongs
