"""A file made beforehand is whole or not there, for one member and one hour, and leaves nothing behind."""

import errno
import os
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.results.counting import Counting
from survey_app.results.files.preparing import (
    FAILED,
    KEPT,
    MOST,
    NO_ROOM,
    STOPPED,
    Preparing,
    Request,
    TooMany,
    private_folder,
)
from survey_app.settings import Keys

NOON = 1_780_000_000
ASKED = Request("", 7, "residents", "All answers", "answers.csv", "answers.json", 4, NOON)


@pytest.fixture
async def counting(sqlite_database: Database) -> AsyncIterator[Counting]:
    """The lane on which files are made."""
    made = Counting(sqlite_database)
    yield made
    await made.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the files stand."""
    return tmp_path / "files"


def chunks(number: int = 4) -> Iterator[bytes]:
    for each in range(number):
        yield f"line {each}\r\n".encode()


def mode(place: Path) -> int:
    return place.stat().st_mode & 0o777


def with_mode(place: Path, allowed: int) -> None:
    place.mkdir()
    place.chmod(allowed)


def names(place: Path) -> set[str]:
    return {each.name for each in place.iterdir()} if place.exists() else set()


async def test_a_file_is_whole_with_its_manifest_and_for_who_asked_alone(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    file_id = preparing.start(ASKED, b"{}", chunks())
    await preparing.finished(file_id)
    found = preparing.ready(file_id, 7, "residents")
    assert found is not None
    with zipfile.ZipFile(found) as archive:
        assert archive.namelist() == ["answers.json", "answers.csv"]
        assert archive.read("answers.csv") == b"".join(chunks())
    assert preparing.ready(file_id, 8, "residents") is None
    assert preparing.look(file_id, 7, "staff") is None
    assert preparing.look("../../etc/passwd", 7, "residents") is None
    assert [each.request.id for each in preparing.of(7, "residents", NOON)] == [file_id]
    assert preparing.of(8, "residents", NOON) == ()
    await preparing.close()
    assert names(place) == set()


async def test_the_folder_and_the_file_are_for_the_service_alone(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    file_id = preparing.start(ASKED, b"{}", chunks())
    await preparing.finished(file_id)
    assert mode(place) == 0o700
    assert mode(place / f"{file_id}.zip") == 0o600
    await preparing.close()


async def test_a_folder_that_others_may_enter_is_refused(counting: Counting, place: Path) -> None:
    with_mode(place, 0o755)
    with pytest.raises(OSError, match="not a folder of this service alone"):
        Preparing(place, counting).start(ASKED, b"{}", chunks())


REQUEST = (
    b'{"id":"a","member_id":7,"survey":"residents","what":"","name":"","manifest_name":"","chunks":1,"asked_at":1}'
)


def in_its_place(place: Path, another: Path) -> None:
    place.symlink_to(another)


def moved_there(another: Path, place: Path) -> None:
    place.unlink()
    another.rename(place)


def opened_to_all(place: Path) -> None:
    place.chmod(0o755)


def left(place: Path, *endings: str) -> None:
    """What a process that was killed long ago left of a file."""
    for ending in endings:
        (place / f"a.{ending}").write_bytes(REQUEST if ending == "json" else b"")
        os.utime(place / f"a.{ending}", (NOON, NOON))


async def test_a_folder_of_somebody_else_in_its_place_is_neither_read_nor_swept(
    counting: Counting, place: Path, tmp_path: Path
) -> None:
    """Its name can be seen in TMPDIR, and once it is gone anybody may make it anew, or a link to any other."""
    another = tmp_path / "another"
    with_mode(another, 0o700)
    left(another, "json", "zip")
    in_its_place(place, another)
    preparing = Preparing(place, counting)
    assert preparing.of(7, "residents", NOON) == ()
    assert preparing.ready("a", 7, "residents") is None
    assert names(another) == {"a.json", "a.zip"}
    moved_there(another, place)
    assert preparing.ready("a", 7, "residents") is not None  # the control: the same, in a folder of its own
    opened_to_all(place)
    assert preparing.ready("a", 7, "residents") is None


@pytest.mark.parametrize("endings", [("json", "part", "progress"), ("zip",), ("part",), ("problem", "progress")])
async def test_what_a_killed_process_left_is_swept(counting: Counting, place: Path, endings: tuple[str, ...]) -> None:
    with_mode(place, 0o700)
    left(place, *endings)
    Preparing(place, counting).sweep(NOON)
    assert names(place) == set()


async def test_what_another_process_is_just_beginning_is_left_alone(counting: Counting, place: Path) -> None:
    with_mode(place, 0o700)
    (place / "a.json").write_bytes(b"")
    Preparing(place, counting).sweep(NOON)
    assert names(place) == {"a.json"}


async def test_its_progress_can_be_watched_and_a_cancelled_one_leaves_nothing(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    seen: list[int | None] = []

    def watched() -> Iterator[bytes]:
        for number, chunk in enumerate(chunks(4)):
            found = preparing.look(file_id, 7, "residents")
            seen.append(found.percent if found is not None else None)
            if number == 2:
                preparing.take_away(file_id)
            yield chunk

    file_id = preparing.start(replace(ASKED, chunks=4), b"{}", watched())
    await preparing.finished(file_id)
    assert seen[:3] == [0, 20, 40]
    assert names(place) == set()


async def test_closing_stops_what_is_being_made_and_takes_every_file_away(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    finished = preparing.start(ASKED, b"{}", chunks())
    await preparing.finished(finished)
    preparing.start(replace(ASKED, chunks=10_000), b"{}", chunks(10_000))
    await preparing.close()
    assert names(place) == set()


async def test_after_an_hour_it_is_gone(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    await preparing.finished(preparing.start(ASKED, b"{}", chunks()))
    preparing.sweep(NOON + KEPT - 1)
    assert len(preparing.of(7, "residents", NOON)) == 1
    preparing.sweep(NOON + KEPT)
    assert names(place) == set()


async def test_a_full_disk_is_said_in_words_and_leaves_no_part(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)

    def full() -> Iterator[bytes]:
        yield b"one"
        raise OSError(errno.ENOSPC, "No space left on device")

    file_id = preparing.start(ASKED, b"{}", full())
    await preparing.finished(file_id)
    found = preparing.look(file_id, 7, "residents")
    assert found is not None
    assert (found.ready, found.problem) == (False, NO_ROOM)
    assert f"{file_id}.part" not in names(place)


async def test_what_answers_need_of_the_disk_is_left_alone(counting: Counting, place: Path) -> None:
    with pytest.raises(OSError, match="no room"):
        Preparing(place, counting, reserve=2**62).start(ASKED, b"{}", chunks())
    assert names(place) == set()


async def test_another_fault_of_the_disk_is_said_too(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)

    def broken() -> Iterator[bytes]:
        yield b"one"
        raise OSError(errno.EIO, "Input/output error")

    file_id = preparing.start(ASKED, b"{}", broken())
    await preparing.finished(file_id)
    found = preparing.look(file_id, 7, "residents")
    assert found is not None
    assert found.problem == FAILED


async def test_one_whose_service_was_started_anew_is_said_to_be_stopped(counting: Counting, place: Path) -> None:
    with_mode(place, 0o700)
    left(place, "json")
    found = Preparing(place, counting).look("a", 7, "residents")
    assert found is not None
    assert found.problem == STOPPED


async def test_only_so_many_stand_at_once(counting: Counting, place: Path) -> None:
    preparing = Preparing(place, counting)
    for _ in range(MOST):
        await preparing.finished(preparing.start(ASKED, b"{}", chunks(1)))
    with pytest.raises(TooMany):
        preparing.start(ASKED, b"{}", chunks(1))
    await preparing.close()


def test_each_installation_has_a_folder_of_its_own() -> None:
    keys, others = Keys(bytes(32)), Keys(bytes(range(32)))
    places = {private_folder(keys, "one"), private_folder(keys, "two"), private_folder(others, "one")}
    assert len(places) == 3
    assert private_folder(keys, "one") in places
