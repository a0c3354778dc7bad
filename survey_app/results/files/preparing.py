"""Files that take long, made beforehand: on the lane, chunk by chunk, in a private folder, for one member and one hour.

The folder is the only record, so that any process of the service can say how far a file is, hand it out or stop it.
A request stands in `ID.json`; while it is there the file is made as `ID.part` and renamed `ID.zip` when it is whole.
Taking the request away stops the making, and whoever makes it clears up.
"""

import asyncio
import errno
import os
import secrets
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from survey_app.results.counting import Counting
from survey_app.settings import Keys

KEPT: Final = 60 * 60
"""Seconds for which a file stays."""

SILENT: Final = 120
"""Seconds without a word after which a file is taken for given up: its process has ended."""

RESERVE: Final = 512 * 2**20

MOST: Final = 20
"""Files that may stand at once, of all members."""

NO_ROOM = "There was no room for this file on the server's disk. Ask the person who runs the service, or try later."
FAILED = "This file could not be made. Try again; if it happens again, ask the person who runs the service."
STOPPED = "The service was started anew while this file was being made. Make it again."


Through: TypeAlias = Callable[[Iterator[bytes], Path], Iterator[bytes]]
"""What makes another format of a file's chunks; at the place it may write meanwhile."""


class TooMany(Exception):
    """No more files can be made just now."""


class Request(Struct, frozen=True):
    """What somebody asked for. `chunks` is how many pieces the file has, `name` that of the file inside.

    `stamp` is where the change feed stood before: what is taken back after it may be in the file.
    """

    id: str
    member_id: int
    survey: str
    what: str
    name: str
    manifest_name: str
    chunks: int
    asked_at: int
    survey_id: int = 0
    stamp: int = 0


class Progress(Struct, frozen=True):
    """How far a file is, in whole per cent. `problem` is why there is none, in words."""

    request: Request
    percent: int
    ready: bool = False
    size: int = 0
    problem: str = ""


class Preparing:
    """Makes and keeps the files. Ends with `close`, which takes all of this process away."""

    def __init__(self, folder: Path, counting: Counting, reserve: int = RESERVE) -> None:
        """`reserve` is how many bytes of the disk are left alone."""
        self._folder = folder
        self._counting = counting
        self._reserve = reserve
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, asked: Request, manifest: bytes, chunks: Iterator[bytes], through: Through | None = None) -> str:
        """Begin a file and give its id. Raises TooMany, and OSError where nothing can be written."""
        _own(self._folder)
        self._check_room()
        self.sweep(asked.asked_at)
        if len(list(self._folder.glob("*.json"))) >= MOST:
            raise TooMany
        asked = msgspec.structs.replace(asked, id=secrets.token_urlsafe(16))
        self._place(asked.id, "json").write_bytes(msgspec.json.encode(asked))
        if through is not None:
            chunks = through(chunks, self._place(asked.id, "made"))
        self._tasks[asked.id] = asyncio.create_task(self._make(asked, manifest, chunks))
        return asked.id

    def look(self, file_id: str, member_id: int, survey: str) -> Progress | None:
        """How far a file is, for who asked for it; None when there is none."""
        asked = self._asked(file_id) if _is_own(self._folder) else None
        if asked is None or (asked.member_id, asked.survey) != (member_id, survey):
            return None
        return self._progress(asked)

    def of(self, member_id: int, survey: str, now: int) -> tuple[Progress, ...]:
        """Every file that a member asked for of a survey, newest first."""
        self.sweep(now)
        found = (self.look(place.stem, member_id, survey) for place in self._folder.glob("*.json"))
        return tuple(sorted((each for each in found if each is not None), key=lambda each: -each.request.asked_at))

    def requests(self) -> tuple[Request, ...]:
        """Every file that stands or is being made, of any process."""
        places = self._folder.glob("*.json") if _is_own(self._folder) else ()
        return tuple(asked for place in places if (asked := self._asked(place.stem)) is not None)

    def ready(self, file_id: str, member_id: int, survey: str) -> Path | None:
        """Where a finished file stands, for who asked for it."""
        found = self.look(file_id, member_id, survey)
        return self._place(file_id, "zip") if found is not None and found.ready else None

    def take_away(self, file_id: str) -> None:
        """Stop making a file, and leave nothing of it. Whoever still makes it clears up at its next chunk."""
        for ending in ("json", "zip", "problem", "progress"):
            self._place(file_id, ending).unlink(missing_ok=True)
        task = self._tasks.get(file_id)
        if task is None or task.done():
            for ending in ("part", "made"):
                self._place(file_id, ending).unlink(missing_ok=True)
            self._tasks.pop(file_id, None)

    def sweep(self, now: int) -> None:
        """Take away what has stood for an hour, UTC seconds, and what a process that was killed left without a request.

        In a folder that somebody else put in its place nothing is touched: it could be a link to any other.
        """
        for place in self._folder.iterdir() if _is_own(self._folder) else ():
            asked = self._asked(place.stem)
            if _silent(place) if asked is None else now - asked.asked_at >= KEPT:
                self.take_away(place.stem)

    async def finished(self, file_id: str) -> None:
        """Wait until a file of this process is made, or given up."""
        if task := self._tasks.get(file_id):
            await asyncio.wait([task])

    async def close(self) -> None:
        """Stop what is being made here and take away every file made here."""
        tasks = dict(self._tasks)
        for file_id in tasks:
            self.take_away(file_id)
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        with suppress(OSError):  # another process's files are in it, or it was never made
            self._folder.rmdir()

    async def _make(self, asked: Request, manifest: bytes, chunks: Iterator[bytes]) -> None:
        part = self._place(asked.id, "part")
        done = 0
        try:
            with closing(_written(part, asked, manifest, chunks)) as steps:
                async for _ in self._counting.stream(steps):
                    if not self._place(asked.id, "json").exists():
                        return
                    self._check_room()
                    done += 1
                    self._place(asked.id, "progress").write_text(str(min(99, 100 * done // (asked.chunks + 1))))
            part.rename(self._place(asked.id, "zip"))
            asyncio.get_running_loop().call_later(KEPT, self.take_away, asked.id)
        except OSError as refused:
            self._give_up(asked.id, NO_ROOM if refused.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} else FAILED)
        finally:
            part.unlink(missing_ok=True)
            if not self._place(asked.id, "json").exists():
                self.take_away(asked.id)

    def _check_room(self) -> None:
        """Raises OSError where the disk is nearly full: a file must not take what answers are stored in."""
        if shutil.disk_usage(self._folder).free < self._reserve:
            raise OSError(errno.ENOSPC, NO_ROOM)

    def _give_up(self, file_id: str, words: str) -> None:
        with suppress(OSError):
            self._place(file_id, "part").unlink(missing_ok=True)
            self._place(file_id, "problem").write_text(words)

    def _progress(self, asked: Request) -> Progress:
        problem, done = self._place(asked.id, "problem"), self._place(asked.id, "progress")
        finished = self._place(asked.id, "zip")
        if finished.exists():
            return Progress(asked, 100, ready=True, size=finished.stat().st_size)
        if problem.exists():
            return Progress(asked, 0, problem=problem.read_text() or FAILED)
        with suppress(OSError, ValueError):
            heard = done if done.exists() else self._place(asked.id, "json")
            percent = int(done.read_text() or "0") if done.exists() else 0
            return Progress(asked, percent, problem=STOPPED if _silent(heard) else "")
        return Progress(asked, 0)

    def _asked(self, file_id: str) -> Request | None:
        try:
            return msgspec.json.decode(self._place(file_id, "json").read_bytes(), type=Request)
        except (OSError, ValueError):
            return None

    def _place(self, file_id: str, ending: str) -> Path:
        return self._folder / f"{Path(file_id).name or 'none'}.{ending}"


def private_folder(keys: Keys, address: str) -> Path:
    """Where the prepared files of one installation stand, by its database's address: below TMPDIR."""
    name = keys.mac("folder of prepared files", address.encode())[:8].hex()
    return Path(tempfile.gettempdir()) / f"soundings-{name}"


def _own(place: Path) -> None:
    """Make the folder, which this service's user alone may enter. Raises OSError where somebody else made it."""
    place.mkdir(mode=0o700, exist_ok=True)
    if not _is_own(place):
        raise OSError(f"{place} is not a folder of this service alone. Remove it, or set TMPDIR to another folder.")


def _is_own(place: Path) -> bool:
    """Whether the folder is there, no link to another one, and this service's user alone may enter it."""
    try:
        found = place.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _silent(place: Path) -> bool:
    """Whether nothing was written there for so long that its process has ended."""
    try:
        return time.time() - place.lstat().st_mtime > SILENT
    except OSError:  # taken away meanwhile
        return False


def _written(part: Path, asked: Request, manifest: bytes, chunks: Iterator[bytes]) -> Generator[bytes, None, None]:
    """Write the file piece by piece, a sign of life after each: the manifest first, so that a cut file names itself."""
    with (
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as content,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        archive.writestr(asked.manifest_name, manifest)
        with archive.open(asked.name, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                yield b"."
