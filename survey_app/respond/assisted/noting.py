"""Changes of batches with what the audit log is told of them; never an answer."""

from collections.abc import Callable

from sqlalchemy import Connection

from survey_app.respond.assisted.batches import batch_by_id, note
from survey_app.respond.assisted.finding import Pile
from survey_app.settings import Keys
from survey_app.team.audit import Event


def noted(
    connection: Connection,
    keys: Keys,
    member_id: int,
    found: Pile,
    change: Callable[[Connection, int, str], bool],
    event: Event,
) -> None:
    """Make a change and write it down, unless somebody else made it before."""
    if change(connection, found.batch.id, found.ground.today):
        note(connection, keys, found.ground.now, member_id, event, found.batch.id, found.batch.survey_id)


def finish_noted(
    connection: Connection, keys: Keys, member_id: int, found: Pile, change: Callable[[Connection], bool]
) -> bool:
    """Make a change of one form, and write it down where the whole batch is settled by it. Gives what it gives."""
    changed = change(connection)
    after = batch_by_id(connection, found.batch.id)
    if changed and after is not None and after.settled_on is not None:
        batch = found.batch
        note(connection, keys, found.ground.now, member_id, Event.BATCH_SETTLED, batch.id, batch.survey_id)
    return changed
