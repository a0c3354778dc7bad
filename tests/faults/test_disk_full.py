"""A full disk: what cannot be stored comes back filled in, nothing acknowledged is lost, and space is all it takes."""

import re
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.faults.people import CHECK, HAPPENED, START, THANKS, WHO, Journey, Person
from tests.faults.reckoning import reckoned
from tests.processes import processes_of
from tests.serving import Served, serving

pytestmark = pytest.mark.fault

Filling: TypeAlias = Callable[[], AbstractContextManager[None]]
"""Fills the service's disk, and frees it at the end."""


@pytest.fixture
def on_a_small_disk(tmp_path: Path) -> Iterator[tuple[Served, Filling]]:
    """A service whose database is on a disk of 16 MB, in memory, and how to fill it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    if subprocess.run(small, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk; the limit on files stands in for it")

    @contextmanager
    def filling() -> Iterator[None]:
        with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(bytes(4096))
        yield
        (disk / "filler").unlink()

    try:
        with serving(tmp_path, f"sqlite:///{disk}/soundings.db") as served:
            yield served, filling
    finally:
        subprocess.run(["umount", disk], check=True)  # noqa: S607  # the system's own


@pytest.fixture
def under_a_limit(freshly_served: Served, tmp_path: Path) -> tuple[Served, Filling]:
    """A service none of whose files may grow, on request: an error of the disk that is not "full", and of the log."""
    assert freshly_served._process is not None
    with (tmp_path / "log").open("ab") as log:
        log.write(bytes(8192))
    family = processes_of(freshly_served._process.pid)

    @contextmanager
    def filling() -> Iterator[None]:
        unlimited = [resource.prlimit(each, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)) for each in family]
        yield
        for each, limit in zip(family, unlimited, strict=True):
            resource.prlimit(each, resource.RLIMIT_FSIZE, limit)

    return freshly_served, filling


@pytest.mark.parametrize("disk", ["on_a_small_disk", "under_a_limit"])
def test_on_a_full_disk_what_was_typed_comes_back_and_nothing_is_lost(
    disk: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    served, filling = request.getfixturevalue(disk)
    journey = Journey()
    person = Person(served.port)
    journey.cookie = person.ask("POST", START, {"on": "own", "from": "open"}).cookie
    form = re.search(r'name="m" value="(\w+)"', person.ask("GET", WHO, {}, journey.cookie).page)
    assert form is not None
    mark = {"m": form[1]}
    who, happened = {"F1": "staff"}, {"F2": "doing", "F3": f"<{journey.canary}>"}

    with filling():
        refused = person.ask("POST", WHO, {**who, **mark}, journey.cookie)
        assert refused.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert re.search(r'value="staff"[^>]* checked', refused.page)
        assert person.ask("POST", START, {"on": "own", "from": "open"}).status == HTTPStatus.SERVICE_UNAVAILABLE
        assert person.ask("GET", "/health").status == HTTPStatus.SERVICE_UNAVAILABLE
        assert person.ask("GET", WHO, {}, journey.cookie).status == HTTPStatus.OK
    assert person.ask("GET", "/health").status == HTTPStatus.OK
    assert person.ask("POST", WHO, {**who, **mark}, journey.cookie).leads_to == HAPPENED
    with filling():
        refused = person.ask("POST", HAPPENED, {**happened, **mark}, journey.cookie)
        assert refused.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert f"&lt;{journey.canary}&gt;" in refused.page
    assert person.ask("POST", HAPPENED, {**happened, **mark}, journey.cookie).leads_to == CHECK
    with filling():
        refused = person.ask("POST", CHECK, mark, journey.cookie)
        assert refused.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert "They are all kept" in refused.page
    assert person.ask("POST", CHECK, mark, journey.cookie).leads_to == THANKS
    served.stop()

    journey.kept, journey.sending, journey.sent = who | happened, True, True
    assert reckoned(served.database, tmp_path / "keys", [journey]).wrongs == ()
