"""PostgreSQL crashes under load: the service goes on by itself, and whatever was acknowledged is there, once."""

import time
from pathlib import Path

import pytest

from tests.clusters import Cluster
from tests.faults.people import Crowd
from tests.faults.reckoning import Reckoning, reckoned
from tests.serving import Served, serving

pytestmark = [pytest.mark.fault, pytest.mark.postgres]

RECOVERY_SECONDS = 10.0
"""How long after PostgreSQL is back people may still be refused."""


@pytest.fixture
def address(postgres_cluster: Cluster) -> str:
    """The address of an empty database on a durable server."""
    postgres_cluster.execute("CREATE DATABASE soundings")
    return postgres_cluster.address("soundings")


def crashed_under_load(served: Served, cluster: Cluster, folder: Path, presses: int = 100) -> tuple[Reckoning, float]:
    """Crash the database once while people answer; what then is wrong, and seconds until the next is acknowledged."""
    assert served._process is not None
    process = served._process.pid
    crowd = Crowd(served.port)
    crowd.begin()
    crowd.wait_for(presses)
    cluster.crash()
    cluster.start()
    back = time.monotonic()
    crowd.wait_for(1)
    took = time.monotonic() - back
    crowd.wait_for(presses)
    crowd.end()
    assert served._process.pid == process
    assert served._process.poll() is None
    served.stop()
    return reckoned(served.database, folder / "keys", crowd.journeys), took


def test_whatever_was_acknowledged_survives_a_crash_of_postgres(
    postgres_cluster: Cluster, address: str, tmp_path: Path
) -> None:
    with serving(tmp_path, address) as served:
        found, took = crashed_under_load(served, postgres_cluster, tmp_path)
    assert found.wrongs == ()
    assert found.strange == ()
    assert found.pages > 50
    assert found.sends > 10
    assert took < RECOVERY_SECONDS


def test_a_service_that_acknowledges_before_it_commits_is_caught(
    postgres_cluster: Cluster, address: str, tmp_path: Path
) -> None:
    with serving(tmp_path, address, module="tests.faults.hasty") as served:
        found, _ = crashed_under_load(served, postgres_cluster, tmp_path, presses=15)
    assert found.wrongs
