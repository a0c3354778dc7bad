"""The real service as people start it: a process of its own on a free loopback port, with files of its own."""

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

from tests.processes import lives, processes_of

CHECKOUT = Path(__file__).resolve().parents[1]

START_SECONDS = 60.0
"""How long a start may take on a busy machine before it counts as failed."""

STOP_SECONDS = 20.0
"""How long the service may take to answer what it holds and end."""


class Served:
    """One service: started, killed and started again on the same files and the same port."""

    def __init__(self, folder: Path, database: str, module: str = "survey_app") -> None:
        self._module = module
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = database
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SOUNDINGS_")},
            "SOUNDINGS_DATABASE": database,
            "SOUNDINGS_KEYS": str(folder / "keys"),
            "SOUNDINGS_AREAS": str(folder / "areas"),
            "SOUNDINGS_PUBLIC_URL": self.address,
        }

    def start(self) -> None:
        """Start, and return when `/` answers. Raises RuntimeError with the log when it does not."""
        command = [sys.executable, "-m", self._module, "run", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=CHECKOUT,
                env=self._environment,
                start_new_session=True,  # so that a kill reaches the server's own children too
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._ended_within(0.02) or time.monotonic() > deadline:
                raise RuntimeError(self.log())

    @property
    def pid(self) -> int | None:
        """Its first process, which leads a session of its own; None while it is stopped."""
        return None if self._process is None else self._process.pid

    def stop(self) -> None:
        """Ask it to end, as a system does at shutdown, and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def log(self) -> str:
        """Everything it printed, sign-in link included."""
        return self._log.read_text()

    def wait_for(self, words: str, times: int) -> None:
        """Wait until it has printed these words so often. Raises RuntimeError with the log when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while self.log().count(words) < times:
            if self._ended_within(0.02) or time.monotonic() > deadline:
                raise RuntimeError(self.log())

    def command(self, *words: str) -> str:
        """What `survey WORDS` prints beside the running service, with its settings. Raises when it fails."""
        command = [sys.executable, "-m", "survey_app.cli", *words]
        finished = subprocess.run(command, cwd=CHECKOUT, env=self._environment, capture_output=True, text=True)
        if finished.returncode != 0:
            raise RuntimeError(f"survey {' '.join(words)}: {finished.stdout}{finished.stderr}")
        return finished.stdout

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            # A stop is for the first process to pass on; a power cut asks nobody.
            family = processes_of(self._process.pid)
            if how is signal.SIGKILL:
                os.killpg(self._process.pid, how)
            else:
                self._process.send_signal(how)
            self._process.wait(STOP_SECONDS)
            deadline = time.monotonic() + STOP_SECONDS
            while any(lives(each) for each in family) and time.monotonic() < deadline:
                pass  # the server's own children end a moment after it
        self._process = None

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _ended_within(self, seconds: float) -> bool:
        assert self._process is not None
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


@contextmanager
def serving(folder: Path, database: str | None = None, module: str = "survey_app") -> Iterator[Served]:
    """A started service whose files are in a folder, on a fresh SQLite file unless told; ended at the end.

    `module` is run with `run --port N` in the place of the command.
    """
    service = Served(folder, database or f"sqlite:///{folder}/soundings.db", module)
    service.start()
    try:
        yield service
    finally:
        service.stop()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
