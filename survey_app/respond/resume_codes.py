"""Resume codes in the database: given to a draft, and found again by who types one."""

from msgspec import Struct
from sqlalchemy import Connection, exists, func, insert, literal, select, update

from survey_app.tables.respond import draft, resume_code


class TakenUp(Struct, frozen=True):
    """The draft that a code leads to."""

    sealed_token: bytes
    wave_id: int
    variant: str


def give_code(connection: Connection, key: bytes, code_hash: bytes, sealed_token: bytes, expires_hour: int) -> bool:
    """Let a code lead to a draft, which is then kept until `expires_hour` (UTC seconds); False where it is gone.

    It bears being called again. A code that leads to another draft already, one in 10 thousand million, leads there
    still: then this draft has none, and False is given.
    """
    keys = draft.c.key == key
    kept = connection.execute(
        update(draft).where(keys, draft.c.expires_hour < expires_hour).values(expires_hour=expires_hour)
    )
    if not kept.rowcount and not connection.scalar(select(func.count()).select_from(draft).where(keys)):
        return False
    connection.execute(
        insert(resume_code).from_select(
            ["code_hash", "draft_key", "sealed_token"],
            select(literal(code_hash), literal(key), literal(sealed_token)).where(
                ~exists().where((resume_code.c.code_hash == code_hash) | (resume_code.c.draft_key == key))
            ),
        )
    )
    return has_code(connection, key, code_hash)


def has_code(connection: Connection, key: bytes, code_hash: bytes) -> bool:
    """Whether this code leads to this draft."""
    held = (resume_code.c.code_hash == code_hash) & (resume_code.c.draft_key == key)
    return connection.execute(select(resume_code.c.code_hash).where(held)).first() is not None


def take_up(connection: Connection, code_hash: bytes, now: int) -> TakenUp | None:
    """The draft that a code leads to, from now on on a shared computer until its owner says otherwise; None where
    there is none, or it has expired. `now` is UTC seconds."""
    row = connection.execute(
        select(resume_code.c.draft_key, resume_code.c.sealed_token, draft.c.wave_id, draft.c.variant)
        .join(draft, draft.c.key == resume_code.c.draft_key)
        .where(resume_code.c.code_hash == code_hash, draft.c.expires_hour > now)
    ).first()
    if row is None:
        return None
    put_on(connection, row.draft_key, shared=True)
    return TakenUp(row.sealed_token, row.wave_id, row.variant)


def put_on(connection: Connection, key: bytes, *, shared: bool) -> None:
    """Say which kind of computer a draft is on now: a cookie that says otherwise no longer opens it."""
    connection.execute(update(draft).where(draft.c.key == key).values(shared=shared))
