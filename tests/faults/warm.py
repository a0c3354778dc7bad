"""The service started again and again by forking a process that has loaded it already: 20 starts take seconds.

It is the same application on the same server; only the time in which Python loads it is spared.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from survey_app import app
from survey_app.server import serve
from survey_app.settings import settings_from
from tests.faults import hasty
from tests.processes import lives, processes_of
from tests.serving import CHECKOUT, START_SECONDS, STOP_SECONDS, free_port
from tests.trials import prepare

LOADED = (app, hasty)
"""What a start need not load again."""


class Warm:
    """One service: started, killed and started again on the same files and the same port."""

    def __init__(self, folder: Path, target: str) -> None:
        self.port = free_port()
        self.database = f"sqlite:///{folder}/soundings.db"
        self._leader = 0
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SOUNDINGS_")},
            "SOUNDINGS_DATABASE": self.database,
            "SOUNDINGS_KEYS": str(folder / "keys"),
            "SOUNDINGS_AREAS": str(folder / "areas"),
            "SOUNDINGS_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }
        with (folder / "log").open("ab") as log:
            self.parent = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.warm", target, str(self.port)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=CHECKOUT,
                env=environment,
            )

    def start(self) -> None:
        """Start, and return when `/health` answers."""
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(b"start\n")
        self.parent.stdin.flush()
        self._leader = int(self.parent.stdout.readline())
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "the service does not start"

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if not self._leader:
            return
        family = processes_of(self._leader)
        if how is signal.SIGKILL:
            os.killpg(self._leader, how)
        else:
            os.kill(self._leader, how)
        deadline = time.monotonic() + STOP_SECONDS
        while any(lives(each) for each in family):
            assert time.monotonic() < deadline, "the service does not end"
        self._leader = 0

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def warm_service(folder: Path, target: str = "survey_app.app:served") -> Iterator[Warm]:
    """A started service whose files are in a folder; ended at the end, its parent too."""
    service = Warm(folder, target)
    try:
        service.start()
        yield service
    finally:
        service.stop()
        service.parent.communicate()


def main() -> None:
    """Make a trial installation ready, then serve it in a process of its own each time that a line comes in."""
    target, port = sys.argv[1:]
    prepare(settings_from(os.environ), Path("questionnaires"), int(time.time()))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that whoever is killed is gone at once
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the answers to the test go elsewhere than the log
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(target, int(port))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
