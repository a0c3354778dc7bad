"""Words that changed with a version and mean what those before did, signed by somebody with a reason (contract, 25)."""

from sqlalchemy import Connection, insert, select

from survey_app.settings import Keys
from survey_app.tables.exploring import same_meaning
from survey_app.tables.surveys import version
from survey_app.team import audit
from survey_app.team.audit import Event


def signed_meanings(connection: Connection, survey_id: int) -> dict[tuple[int, str], str]:
    """The reasons by version and question."""
    rows = connection.execute(
        select(same_meaning.c.version_id, same_meaning.c.question, same_meaning.c.reason)
        .join(version, version.c.id == same_meaning.c.version_id)
        .where(version.c.survey_id == survey_id)
    )
    return {(row.version_id, row.question): row.reason for row in rows}


def sign_meaning(
    connection: Connection,
    keys: Keys,
    survey: tuple[int, str],
    changed: tuple[int, str],
    reason: str,
    now: int,
    by: int,
) -> bool:
    """Sign that the words of a question mean the same as before a version. False where that was done, or cannot be."""
    version_id, question = changed
    theirs = select(version.c.id).where(version.c.id == version_id, version.c.survey_id == survey[0])
    if connection.execute(theirs).first() is None or changed in signed_meanings(connection, survey[0]):
        return False
    connection.execute(
        insert(same_meaning).values(version_id=version_id, question=question, reason=reason, member_id=by, at=now)
    )
    detail = {"survey": survey[1], "question": question, "reason": reason}
    audit.append(connection, keys, now, by, Event.SAME_MEANING_SIGNED, detail)
    return True
