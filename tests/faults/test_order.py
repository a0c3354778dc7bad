"""The order on the disk: no reply that acknowledges leaves before the log that it depends on is synced."""

import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.people import PATIENCE, Crowd
from tests.processes import processes_of
from tests.serving import Served, serving

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is missing: the order on the disk is not tested"),
]

CALLS = "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg"

PRESSES = 40


@contextmanager
def traced(served: Served, record: Path) -> Iterator[None]:
    """Record what the service writes, syncs and sends, in its order."""
    assert served._process is not None
    processes = [f"-p{each}" for each in processes_of(served._process.pid)]
    command = ["strace", "-f", "-y", "-s", "24", "-e", CALLS, "-o", str(record), *processes]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        for _ in processes:  # it says so of each
            assert b"attached" in tracer.stderr.readline()
        threading.Thread(target=tracer.stderr.read, daemon=True).start()
        yield
        tracer.send_signal(signal.SIGINT)
        tracer.wait(PATIENCE)


def acknowledgements(record: Path) -> Iterator[bool]:
    """For each 303 that was sent, whether everything in the log was synced when it left."""
    unsynced = False
    for line in record.read_text(errors="replace").splitlines():
        if re.search(r"pwrite64\(\d+<[^>]*-wal>", line):
            unsynced = True
        elif re.search(r"f(data)?sync\(\d+<[^>]*-wal>\) += 0", line) or re.search(r"f(data)?sync resumed.* = 0", line):
            unsynced = False
        elif "HTTP/1.1 303" in line:
            yield not unsynced


def order_of(served: Served, record: Path) -> list[bool]:
    """The acknowledgements of one person, who presses only when the last press was answered."""
    with traced(served, record):
        crowd = Crowd(served.port, size=1)
        crowd.begin()
        crowd.wait_for(PRESSES)
        crowd.end()
        deadline = time.monotonic() + PATIENCE
        while len(found := list(acknowledgements(record))) < PRESSES and time.monotonic() < deadline:
            threading.Event().wait(0.05)
    return found


def test_every_acknowledgement_leaves_after_the_log_is_synced(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        found = order_of(served, tmp_path / "calls")
    assert len(found) >= PRESSES
    assert all(found)


def test_a_service_that_leaves_syncing_to_the_system_is_caught(tmp_path: Path) -> None:
    with serving(tmp_path, module="tests.faults.unsynced") as served:
        found = order_of(served, tmp_path / "calls")
    assert len(found) >= PRESSES
    assert not any(found[1:])
