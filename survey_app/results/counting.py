"""The columns that this process holds: one set for each survey, refreshed inside the request that reads it."""

import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from survey_app.database import Database
from survey_app.results.checking import Checks
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.keeping import ColumnFiles
from survey_app.results.lane import Lane
from survey_app.results.memory import give_back

P = ParamSpec("P")
T = TypeVar("T")


class Counting:
    """Owns the column sets, the lane on which they are refreshed and counted, and the checks of what was counted. Ends
    with `close`."""

    def __init__(self, database: Database, folder: Path | None = None) -> None:
        """`folder` is where column files are kept; without one every start reads all answers."""
        self._database = database
        self._files = None if folder is None else ColumnFiles(database, folder)
        self._lane = Lane()
        self.checks = Checks()
        self._sets: dict[int, ColumnSet] = {}
        self._refreshing: dict[int, threading.Lock] = {}

    async def count(
        self, survey_id: int, work: Callable[Concatenate[ColumnSet, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a function of a survey's columns as they are now, on the lane.

        Raises LaneFull when too much work waits, or what the function raises.
        """

        def counted() -> T:
            loading = survey_id not in self._sets
            made = work(self._refreshed(survey_id), *args, **kwargs)
            if loading:
                give_back()  # again: what the load left free, the first counts have spread over
            return made

        return await self._lane.run(counted)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function on the lane, as drawing a long page. Raises LaneFull when too much work waits."""
        return await self._lane.run(work, *args, **kwargs)

    async def columns(self, survey_id: int) -> ColumnSet:
        """A survey's columns as they are now."""
        return await self._lane.run(self._refreshed, survey_id)

    async def stream(self, chunks: Iterator[bytes]) -> AsyncGenerator[bytes, None]:
        """The chunks of a file, each made on the lane, so that a long file lets other work in between."""
        while chunk := await self._lane.go_on(next, chunks, b""):
            yield chunk

    async def keep_files(self, day: str) -> None:
        """Renew the column files that are due, survey by survey on the lane. `day` (ISO) is the first not in them."""
        if self._files is not None:
            for survey_id in sorted({*self._sets, *self._files.surveys()}):
                await self._lane.go_on(self._keep_file, self._files, survey_id, day)

    async def close(self) -> None:
        """Let what runs end, and forget the columns."""
        await self.checks.close()
        await self._lane.close()
        self._sets.clear()

    def _refreshed(self, survey_id: int) -> ColumnSet:
        with self._refreshing.setdefault(survey_id, threading.Lock()):
            columns = self._sets[survey_id] = self._brought(survey_id)
            return columns

    def _brought(self, survey_id: int) -> ColumnSet:
        """The columns that are held, else those of the file, brought to what the database is now."""
        if held := self._sets.get(survey_id):
            return self._database.read_blocking(refresh, held, survey_id)
        read = None if self._files is None else self._files.read(survey_id)
        columns = self._database.read_blocking(refresh, read, survey_id)
        give_back()
        return columns

    def _keep_file(self, files: ColumnFiles, survey_id: int, day: str) -> None:
        held = self._sets.get(survey_id)
        files.renew(survey_id, day, lambda: self._refreshed(survey_id), 0 if held is None else held.block.size)
