"""Servers as processes of their own, and what they cost: processor time and memory, read from /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.sites import Site

TRIAL = "run"
"""Instead of an application: the command that serves a trial, as `make run` does."""

START_SECONDS = 60.0
STOP_SECONDS = 20.0
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """One running server with all of its processes."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], seconds_to_start: float) -> None:
        self.port = port
        self.seconds_to_start = seconds_to_start
        self._process = process

    def cpu_seconds(self) -> float:
        """Processor time of every process and thread so far, to the hundredth."""
        return sum(_cpu_ticks(pid) for pid in self._pids()) / TICKS

    def megabytes(self) -> float:
        """Memory now: what is its own, and its share of what processes share (PSS), in 10^6 bytes."""
        return sum(map(_proportional_kilobytes, self._pids())) * 1024 / 1e6

    def stop(self) -> None:
        """Ask it to end, and wait until it has; then end what is left of it."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(STOP_SECONDS)

    def _pids(self) -> list[int]:
        """Its processes: it leads a group of its own."""
        pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return [pid for pid in pids if _group(pid) == self._process.pid]


@contextmanager
def serving(site: Site, folder: Path, target: str = "") -> Iterator[Server]:
    """The service of a site as it is served in earnest, or another application on the same server; ended at the end."""
    server = _started(site, folder, target)
    try:
        yield server
    finally:
        server.stop()


def _started(site: Site, folder: Path, target: str) -> Server:
    port = _free_port()
    command = ["-m", "survey_app", target or "serve"] if target in {"", TRIAL} else ["-m", "bench.serve", target]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SOUNDINGS_")},
        **site.environment(port),
    }
    begun = time.perf_counter()
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            start_new_session=True,  # a group of its own, whose processes are counted
        )
    while not _answers(port):
        if process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
            process.kill()
            raise RuntimeError((folder / "log").read_text()[-2000:])
        time.sleep(0.002)  # the start is what is measured: asking without a pause would take the core it needs
    return Server(port, process, time.perf_counter() - begun)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on; none when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _group(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[2]) if fields else 0


def _cpu_ticks(pid: int) -> int:
    """User and system time, its 14th and 15th fields."""
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _proportional_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
