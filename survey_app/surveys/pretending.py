"""Work on a survey's pretend answers: a lease for each survey, which every process sees, renews or stops."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from survey_app.surveys.leases import take_lease
from survey_app.tables.service import lease

SECONDS: Final = 60
"""After so long without a sign the work counts as broken off: its process has ended."""

PEOPLE: Final = {"residents": 1200, "staff": 500, "pulse": 240, "feedback": 160}
"""How many pretend people answer each survey, when nothing else is asked (results contract, 48)."""

PEOPLE_ELSEWHERE: Final = 200
"""And a survey that has no number of its own."""

Kind: TypeAlias = Literal["make", "stop", "remove"]


class Work(Struct, frozen=True):
    """What is being done: pretend answers are made, so many in all, or the making is being stopped, or all removed.

    `mark` tells one piece of work from the next; `until` is when it counts as broken off, in UTC seconds.
    """

    kind: Kind
    mark: str
    people: int = 0
    until: int = 0

    def going_on(self, now: int) -> bool:
        """Whether some process is at it."""
        return now < self.until


def people_for(slug: str) -> int:
    """How many pretend people answer the survey at a short address."""
    return PEOPLE.get(slug, PEOPLE_ELSEWHERE)


def work_on(connection: Connection, survey_id: int) -> Work | None:
    """What is being done, or was broken off; None where nothing is left to do."""
    row = connection.execute(select(lease.c.holder, lease.c.until).where(lease.c.name == _name(survey_id))).first()
    return None if row is None else _work(row.holder, row.until)


def begin(connection: Connection, survey_id: int, work: Work, now: int) -> bool:
    """Begin some work; False while other work on this survey goes on."""
    return take_lease(connection, _name(survey_id), _holder(work), now, SECONDS)


def go_on(connection: Connection, survey_id: int, work: Work, now: int) -> bool:
    """Say that the work goes on; False where somebody has stopped it."""
    own = (lease.c.name == _name(survey_id), lease.c.holder == _holder(work))
    return connection.execute(update(lease).where(*own).values(until=now + SECONDS)).rowcount == 1


def stop(connection: Connection, survey_id: int, now: int) -> bool:
    """Let pretend answers be made no further; False where none are being made."""
    found = work_on(connection, survey_id)
    if found is None or found.kind != "make" or not found.going_on(now):
        return False
    stopped = Work("stop", found.mark, found.people)
    chosen = (lease.c.name == _name(survey_id), lease.c.holder == _holder(found))
    return connection.execute(update(lease).where(*chosen).values(holder=_holder(stopped))).rowcount == 1


def break_off(connection: Connection, survey_id: int, mark: str, now: int) -> None:
    """The work with this mark has failed: from now on it counts as broken off."""
    found = work_on(connection, survey_id)
    if found is not None and found.mark == mark:
        connection.execute(update(lease).where(lease.c.name == _name(survey_id)).values(until=now))


def end(connection: Connection, survey_id: int, mark: str) -> None:
    """The work with this mark is over."""
    found = work_on(connection, survey_id)
    if found is not None and found.mark == mark:
        connection.execute(delete(lease).where(lease.c.name == _name(survey_id)))


def _name(survey_id: int) -> str:
    return f"pretend answers {survey_id}"


def _holder(work: Work) -> str:
    return f"{work.kind} {work.mark} {work.people}"


def _work(holder: str, until: int) -> Work | None:
    kind, mark, people = holder.split(" ")
    kinds: dict[str, Kind] = {"make": "make", "stop": "stop", "remove": "remove"}
    return Work(kinds[kind], mark, int(people), until)
