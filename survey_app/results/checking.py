"""Checking what viewers are to read: the audit by a child process, beside the service, and what is said meanwhile.

Nothing is stored before it has passed, so nobody reads what has not. A child that crashes or takes too long has failed:
the family at which it did is withheld, and the rest is audited again by another.
"""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

import msgspec

from survey_app.results.families import Family, Hidings, withheld
from survey_app.web.crashes import log_crash
from survey_app.writer import NotStored, WriterFull

PROGRAM: Final = (sys.executable, "-m", "survey_app.results.audit_program")

LONGEST: Final = 300.0
"""Seconds that one child may take: an audit of the residents' survey takes a few."""

MOST_CRASHES: Final = 3
"""After so many families that a child did not survive, something else is wrong than a family."""

PATIENCE: Final = 10.0
"""Seconds for which a page waits for its audit. One that takes longer goes on, and the page says so."""

AGAIN: Final = 600
"""Seconds after which an audit that failed as a whole is tried again."""

CHECKING: Final = "These figures are being checked, so that nobody can be found in them. Look again in a minute."
FAILED: Final = (
    "These figures could not be checked, so they are not shown: somebody might be found in them. Ask the person who "
    "runs the service: its log says why. They are checked again by themselves after ten minutes."
)

Audit: TypeAlias = Callable[[Sequence[Family]], tuple[Hidings, ...]]
"""What is hidden of each family. It may take long, and raise CannotCheck."""

logger = logging.getLogger(__name__)


class CannotCheck(Exception):
    """No audit can be made here: the solver is missing, or every child fails."""


class Children:
    """Audits by child processes, as many after one another as it takes. Ends with `close`."""

    def __init__(self, program: Sequence[str] = PROGRAM, longest: float = LONGEST) -> None:
        self._program = tuple(program)
        self._longest = longest
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def __call__(self, families: Sequence[Family]) -> tuple[Hidings, ...]:
        """To be called on a thread. Raises CannotCheck when a child ends without having looked at anything, or when
        several did not survive."""
        made: list[Hidings] = []
        crashes = 0
        while len(made) < len(families):
            found = self._by_one(families[len(made) :])
            made += found
            if len(made) == len(families):
                break
            crashes += 1
            if self._closed or crashes > MOST_CRASHES or not made:
                raise CannotCheck
            logger.warning("the audit of %s did not end: it is withheld", families[len(made)].key)
            made.append(withheld(families[len(made)]))
        return tuple(made)

    def close(self) -> None:
        """End what runs."""
        self._closed = True
        for child in tuple(self._running):
            child.kill()

    def _by_one(self, families: Sequence[Family]) -> list[Hidings]:
        given = b"".join(msgspec.json.encode(each) + b"\n" for each in families)
        pipes = subprocess.PIPE
        with subprocess.Popen(self._program, stdin=pipes, stdout=pipes, stderr=pipes) as child:  # noqa: S603  # our own program
            self._running.add(child)
            try:
                said, wrong = child.communicate(given, timeout=self._longest)
            except subprocess.TimeoutExpired:
                child.kill()
                said, wrong = child.communicate()
            finally:
                self._running.discard(child)
        if child.returncode:
            logger.warning("a child process that audits ended with %s: %s", child.returncode, _last_line(wrong))
        lines = said[: said.rfind(b"\n") + 1].splitlines()
        return [msgspec.json.decode(line, type=Hidings) for line in lines]


class Checks:
    """The audits under way in this process, one for each wave. Ends with `close`."""

    def __init__(self, audit: Audit | None = None, patience: float = PATIENCE) -> None:
        self._children = Children()
        self.audit: Audit = self._children if audit is None else audit
        self._patience = patience
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._failed: dict[int, int] = {}

    def under_way(self, wave_id: int, now: int) -> bool:
        """Whether a wave is being audited, or was in vain a moment ago; UTC seconds."""
        return self._running(wave_id) or now < self._failed.get(wave_id, now - AGAIN) + AGAIN

    def words(self, wave_id: int, now: int) -> str:
        """Why there are no figures of a wave yet; empty where no audit is the reason."""
        if not self.under_way(wave_id, now):
            return ""
        return CHECKING if self._running(wave_id) else FAILED

    async def check(self, wave_id: int, work: Callable[[], Awaitable[None]], now: int) -> None:
        """Begin the audit of a wave, or join the one that runs, and wait for it as long as a reader may."""
        if not self.under_way(wave_id, now):
            self._tasks[wave_id] = asyncio.create_task(self._done(wave_id, work, now))
        if self._running(wave_id):
            await asyncio.wait([self._tasks[wave_id]], timeout=self._patience)

    async def close(self) -> None:
        """End every audit; nothing of it is kept."""
        self._children.close()
        running = [task for task in self._tasks.values() if not task.done()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _done(self, wave_id: int, work: Callable[[], Awaitable[None]], now: int) -> None:
        try:
            await work()
            self._failed.pop(wave_id, None)
        except (NotStored, WriterFull):
            return  # the next reader begins it again
        except CannotCheck:
            logger.warning("the figures of round %s could not be audited, so nobody is shown them", wave_id)
            self._failed[wave_id] = now
        except Exception as error:  # whatever an audit meets, nobody is shown what has not passed
            log_crash(error)
            self._failed[wave_id] = now

    def _running(self, wave_id: int) -> bool:
        task = self._tasks.get(wave_id)
        return task is not None and not task.done()


def _last_line(said: bytes) -> str:
    """The kind of the error alone: what follows it could repeat a number of people."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0] if lines else "no word"
