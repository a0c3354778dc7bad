"""Keeping column files: when a survey's file is made, renewed and taken away, in a folder of the service's own."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.results.column_file import header_of, is_of, read_columns, rows_over, write_columns
from survey_app.results.columns import ColumnSet
from survey_app.results.feed import CHUNK, changes, cursor_now, first_stamp, taken_back
from survey_app.settings import Settings
from survey_app.surveys.versions import versions_of

ENOUGH: Final = 20_000
"""Responses from which on a file is worth having: to read the answers of so many takes half a second."""

NEW: Final = 2_000
"""Responses that changed since a file was written, from which on it is renewed after a night."""

PIECE: Final = 2**20
"""Bytes overwritten at once."""

SUFFIX: Final = ".columns"
PART: Final = ".part"
"""Of a file that is being written."""

logger = logging.getLogger(__name__)


def folder_for(settings: Settings) -> Path:
    """Where the files stand: beside the database on SQLite, else beside the keys."""
    if settings.database.startswith("sqlite:///"):
        path = settings.database.removeprefix("sqlite:///").partition("?")[0]
        return Path(f"{path}{SUFFIX}")
    return settings.keys.parent / "columns"


class ColumnFiles:
    """The column files in one folder, readable by their owner only.

    Any process may read them; one at a time renews them, under a lock of the folder.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._looked: dict[int, int] = {}
        """The stamp up to which nobody took answers back that are in a survey's file."""
        self._off: set[int] = set()
        """Surveys whose file was off when it was read."""

    def surveys(self) -> set[int]:
        """The surveys that have a file, or the part of one that a service left behind as it ended."""
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        return {int(path.stem) for path in paths if path.stem.isdecimal() and path.suffix in {SUFFIX, PART}}

    def read(self, survey_id: int) -> ColumnSet | None:
        """The columns of a survey's file; None when there is none, or it is off in any way."""
        path = self._path(survey_id)
        columns = self._database.read_blocking(_read, path, survey_id)
        if columns is None and path.exists():
            self._off.add(survey_id)
        return columns

    def renew(self, survey_id: int, day: str, columns: Callable[[], ColumnSet], held: int) -> None:
        """Make, renew or take away the file of a survey, where that is due.

        `day` (ISO) is the first that may not be in it. `columns` gives the columns as they are now, which may take as
        long as reading every answer; `held` is how many responses a reader in this process holds, 0 for none.
        """
        if held < ENOUGH and survey_id not in self.surveys():
            return
        path = self._path(survey_id)
        try:
            with self._alone() as alone:
                if alone and self._due(path, survey_id, day, held):
                    self._write(path, columns(), day)
        except OSError as error:
            logger.warning("the column file of survey %s was not renewed: %s", survey_id, error)
            with suppress(OSError):
                _erase(path)

    def _due(self, path: Path, survey_id: int, day: str, held: int) -> bool:
        """Whether to write the file. One that is off is taken away: it may hold what is to be forgotten."""
        _erase(path.with_suffix(PART))
        header = header_of(path)
        now = self._database.read_blocking(cursor_now)
        if header is None or not is_of(header, now) or survey_id in self._off:
            _erase(path)
            self._off.discard(survey_id)
            return held >= ENOUGH
        looked = max(header.seen, self._looked.get(survey_id, 0))
        gone = self._database.read_blocking(taken_back, survey_id, looked, now.n)
        self._looked[survey_id] = looked if gone else now.n
        return gone or (header.day < day and self._database.read_blocking(changes, survey_id, header.n, now.n) >= NEW)

    def _write(self, path: Path, columns: ColumnSet, day: str) -> None:
        """Write the file anew beside the old one, put it in its place, and overwrite the old one's bytes."""
        n = self._complete_to(columns, day)
        part = path.with_suffix(PART)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write_columns(file, columns, n, day)
            file.flush()
            os.fsync(file.fileno())
        with _opened(path) as old:
            part.replace(path)
            _sync_folder(path.parent)
            if old is not None:
                _blank(old)

    def _complete_to(self, columns: ColumnSet, day: str) -> int:
        """The stamp after which the feed has every response that the file has not: those of a day that is not over."""
        ids = columns.facts.ids[~rows_over(columns, day)].tolist()
        chunks = (ids[place : place + CHUNK] for place in range(0, len(ids), CHUNK))
        stamps = [self._database.read_blocking(first_stamp, chunk) for chunk in chunks]
        return min([columns.cursor.n, *(stamp - 1 for stamp in stamps if stamp is not None)])

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Hold the folder's lock; False when another process does."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self._folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _path(self, survey_id: int) -> Path:
        return self._folder / f"{survey_id}{SUFFIX}"


def _read(connection: Connection, path: Path, survey_id: int) -> ColumnSet | None:
    return read_columns(path, versions_of(connection, survey_id), cursor_now(connection)) if path.exists() else None


@contextmanager
def _opened(path: Path) -> Iterator[BufferedRandom | None]:
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        yield None
    else:
        with file:
            yield file


def _erase(path: Path) -> None:
    """Take a file away, its bytes overwritten first."""
    with _opened(path) as file:
        if file is not None:
            _blank(file)
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)


def _blank(file: BufferedRandom) -> None:
    length = os.fstat(file.fileno()).st_size
    file.seek(0)
    for place in range(0, length, PIECE):
        file.write(bytes(min(PIECE, length - place)))
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
