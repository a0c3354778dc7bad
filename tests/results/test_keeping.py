"""Column files are made, renewed and taken away as they must be, and never change a figure, on both databases."""

import fcntl
import stat
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from survey_app.database import Database
from survey_app.respond.responses import next_stamp
from survey_app.respond.settling import settle
from survey_app.results import keeping
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.counting import Counting
from survey_app.results.keeping import ColumnFiles, folder_for
from survey_app.settings import Settings
from survey_app.tables.respond import change, response
from tests.results.sample import Fieldwork, begin_epoch, change_state, open_survey, people, store
from tests.results.test_column_file import by_id

pytestmark = pytest.mark.anyio

YESTERDAY, TODAY, TOMORROW = "2026-05-27", "2026-05-28", "2026-05-29"
HOURS = 37.125
"""An answer whose bytes are found nowhere else."""


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "ENOUGH", 10)
    monkeypatch.setattr(keeping, "NEW", 3)


@pytest.fixture
def fieldwork(database: Database) -> Fieldwork:
    """The sample survey, with ten answers of yesterday."""
    with database.write() as connection:
        fieldwork = open_survey(connection)
        store(connection, fieldwork, people(10, Q1="daily", Q5=HOURS), day=YESTERDAY)
    return fieldwork


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of the service stand; it makes the folder itself."""
    return tmp_path / "var" / "columns"


def file_of(folder: Path, fieldwork: Fieldwork) -> Path:
    return folder / f"{fieldwork.survey.id}.columns"


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def modes(folder: Path) -> dict[str, int]:
    """Who may read what, by the last part of its path."""
    every = [folder, *folder.iterdir()] if folder.exists() else []
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in every}


async def read_and_kept(database: Database, folder: Path, fieldwork: Fieldwork, day: str = TODAY) -> ColumnSet:
    """A service starts, somebody reads the results, a round of jobs is done, and it ends."""
    counting = Counting(database, folder)
    columns = await counting.columns(fieldwork.survey.id)
    await counting.keep_files(day)
    await counting.close()
    return columns


async def kept(database: Database, folder: Path, day: str = TODAY) -> None:
    """A service starts, a round of jobs is done, and it ends; nobody reads results."""
    counting = Counting(database, folder)
    await counting.keep_files(day)
    await counting.close()


def loaded(database: Database, fieldwork: Fieldwork) -> ColumnSet:
    """The columns from the database alone."""
    return database.read_blocking(refresh, None, fieldwork.survey.id)


def take_back(connection: Connection, response_id: int) -> None:
    """Blank a response, as its receipt does."""
    blank = update(response).where(response.c.id == response_id).values(state="withdrawn", answers="{}")
    connection.execute(blank.values(stamp=next_stamp(connection)))


async def test_a_start_finds_in_the_file_what_it_need_not_read_again(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    await read_and_kept(database, folder, fieldwork)
    columns = ColumnFiles(database, folder).read(fieldwork.survey.id)
    assert columns is not None
    assert by_id(columns) == by_id(loaded(database, fieldwork))
    with database.write() as connection:
        assert columns.cursor.n == connection.execute(select(change.c.n)).scalar_one()


async def test_the_file_is_for_its_owner_only(database: Database, fieldwork: Fieldwork, folder: Path) -> None:
    await read_and_kept(database, folder, fieldwork)
    assert modes(folder) == {"columns": 0o700, "lock": 0o600, f"{fieldwork.survey.id}.columns": 0o600}


async def test_few_answers_or_results_that_nobody_reads_make_no_file(
    database: Database, fieldwork: Fieldwork, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kept(database, folder)
    monkeypatch.setattr(keeping, "ENOUGH", 11)
    await read_and_kept(database, folder, fieldwork)
    assert modes(folder) == {}


async def test_what_came_since_is_read_from_the_feed(database: Database, fieldwork: Fieldwork, folder: Path) -> None:
    await read_and_kept(database, folder, fieldwork)
    with database.write() as connection:
        (new,) = store(connection, fieldwork, [{"Q1": "never"}], day=TODAY)
    columns = await read_and_kept(database, folder, fieldwork)
    assert new in columns.facts.ids.tolist()
    assert by_id(columns) == by_id(loaded(database, fieldwork))


async def test_the_running_day_is_never_in_the_file_and_never_missing(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    with database.write() as connection:
        settle(connection, TODAY)
        (today,) = store(connection, fieldwork, [{"Q1": "never"}], day=TODAY)
        store(connection, fieldwork, people(5, Q1="weekly"), day=YESTERDAY)
    await read_and_kept(database, folder, fieldwork)
    content = file_of(folder, fieldwork).read_bytes()
    assert struct.pack("=q", today) not in content
    assert by_id(await read_and_kept(database, folder, fieldwork)) == by_id(loaded(database, fieldwork))
    with database.write() as connection:
        settle(connection, TOMORROW)
        store(connection, fieldwork, people(3, Q1="daily"), day=TOMORROW)
    await read_and_kept(database, folder, fieldwork, TOMORROW)
    assert struct.pack("=q", today) in file_of(folder, fieldwork).read_bytes()


@pytest.mark.parametrize("state", ["withdrawn", "erased"])
@pytest.mark.parametrize("somebody_reads", [True, False])
async def test_answers_taken_back_are_gone_from_the_file_and_from_the_bytes_of_the_old_one(
    database: Database, fieldwork: Fieldwork, folder: Path, state: str, *, somebody_reads: bool
) -> None:
    with database.write() as connection:
        (one,) = store(connection, fieldwork, [{"Q1": "never", "Q5": 23.625}], day=YESTERDAY)
    await read_and_kept(database, folder, fieldwork)
    path = file_of(folder, fieldwork)
    assert struct.pack("=d", 23.625) in path.read_bytes()
    with database.write() as connection:
        take_back(connection, one)
        change_state(connection, one, state)
    with path.open("rb") as old:
        if somebody_reads:
            await read_and_kept(database, folder, fieldwork)
        else:
            await kept(database, folder)
        assert struct.pack("=d", 23.625) not in path.read_bytes()
        assert set(old.read()) == {0}
    assert struct.pack("=d", HOURS) in path.read_bytes()
    assert by_id(await read_and_kept(database, folder, fieldwork)) == by_id(loaded(database, fieldwork))


async def test_a_withdrawal_is_written_once(database: Database, fieldwork: Fieldwork, folder: Path) -> None:
    await read_and_kept(database, folder, fieldwork)
    with database.write() as connection:
        take_back(connection, loaded(database, fieldwork).facts.ids.tolist()[0])
    await kept(database, folder)
    once = file_of(folder, fieldwork).stat()
    await kept(database, folder)
    assert file_of(folder, fieldwork).stat().st_ino == once.st_ino


async def test_negative_control_other_changes_of_state_wait_for_the_night(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    await read_and_kept(database, folder, fieldwork)
    before = file_of(folder, fieldwork).stat()
    with database.write() as connection:
        for each in loaded(database, fieldwork).facts.ids.tolist()[:3]:
            change_state(connection, each, "quarantined")
    await kept(database, folder)
    assert file_of(folder, fieldwork).stat().st_ino == before.st_ino
    await kept(database, folder, TOMORROW)
    assert file_of(folder, fieldwork).stat().st_ino != before.st_ino
    assert by_id(await read_and_kept(database, folder, fieldwork)) == by_id(loaded(database, fieldwork))


async def test_when_ids_are_drawn_anew_the_old_ones_are_forgotten_at_once(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    await read_and_kept(database, folder, fieldwork)
    ids = loaded(database, fieldwork).facts.ids.tolist()
    path = file_of(folder, fieldwork)
    with database.write() as connection:
        for each in ids:
            connection.execute(update(response).where(response.c.id == each).values(id=each ^ 1))
        begin_epoch(connection, "redrawn", connection.execute(select(change.c.n)).scalar_one())
    with path.open("rb") as old:
        await kept(database, folder)
        assert set(old.read()) == {0}
    assert not path.exists()
    assert by_id(await read_and_kept(database, folder, fieldwork)) == by_id(loaded(database, fieldwork))
    assert path.exists()


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def with_another_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [halved, with_another_bit])
async def test_a_damaged_file_is_silently_made_anew(
    database: Database, fieldwork: Fieldwork, folder: Path, spoil: Callable[[Path], None]
) -> None:
    await read_and_kept(database, folder, fieldwork)
    path = file_of(folder, fieldwork)
    whole = path.read_bytes()
    spoil(path)
    assert by_id(await read_and_kept(database, folder, fieldwork)) == by_id(loaded(database, fieldwork))
    assert path.read_bytes() == whole


async def test_what_a_crash_left_half_written_is_taken_away(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    left = made(folder) / f"{fieldwork.survey.id}.part"
    left.write_bytes(b"answers")
    with left.open("rb") as old:
        await kept(database, folder)
        assert set(old.read()) == {0}
    assert not left.exists()


async def test_while_another_process_renews_this_one_does_not(
    database: Database, fieldwork: Fieldwork, folder: Path
) -> None:
    with (made(folder) / "lock").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        await read_and_kept(database, folder, fieldwork)
        assert not file_of(folder, fieldwork).exists()
    await read_and_kept(database, folder, fieldwork)
    assert file_of(folder, fieldwork).exists()


async def test_a_folder_that_cannot_be_written_costs_only_the_file(
    database: Database, fieldwork: Fieldwork, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    columns = await read_and_kept(database, tmp_path / "taken", fieldwork)
    assert by_id(columns) == by_id(loaded(database, fieldwork))


def test_files_stand_beside_the_database_or_beside_the_keys() -> None:
    assert folder_for(Settings()) == Path("var/soundings.db.columns")
    assert folder_for(Settings(database="sqlite:////srv/a.db")) == Path("/srv/a.db.columns")
    assert folder_for(Settings(database="postgresql://db/a", keys=Path("/srv/keys"))) == Path("/srv/columns")
