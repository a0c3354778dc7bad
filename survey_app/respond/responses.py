"""Responses in the database: sent exactly once, and settled so that no order stays."""

import enum
import secrets
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, and_, bindparam, delete, func, insert, or_, select, update

from survey_app.questionnaire.conditions import Value
from survey_app.statements import Statement, Values, inserting
from survey_app.surveys.waves import GRACE, PRACTICE_NUMBER
from survey_app.tables.respond import change, draft, profile_answer, receipt, response
from survey_app.tables.surveys import wave
from survey_app.writer import NotAsGroup, Write

_encoder = msgspec.json.Encoder()


class Sent(enum.Enum):
    """What became of a send."""

    STORED = "stored"
    BEFORE = "before"
    """These answers were sent already: the same reply is right."""
    CHANGED = "changed"
    """Another page was saved meanwhile: read the draft again and send that."""
    CLOSED = "closed"
    """The wave closed more than 15 minutes ago."""
    GONE = "gone"
    """The draft expired or was deleted."""


class NewResponse(Struct, frozen=True, kw_only=True):
    """One response as it will be stored. `day` is ISO, London's."""

    survey_id: int
    version_id: int
    wave_id: int
    collector_id: int
    channel: str
    place: str
    variant: str
    help: str
    day: str
    answers: Mapping[str, Value]
    reached: str | None
    pace: str
    withdraw_by: str | None
    profile: Mapping[str, Value]
    """Staff's equality answers: stored apart, without a key to the rest."""


BLANK: Final = {"answers": "{}", "place": "", "help": "", "variant": "", "pace": "", "reached": None}
"""What a response holds that was taken back or erased: nothing of the person."""

_take_draft = Statement(
    delete(draft).where(
        and_(
            draft.c.key == bindparam("wanted"),
            draft.c.revision == bindparam("revision_before"),
            draft.c.wave_id.in_(
                select(wave.c.id).where(
                    wave.c.number > PRACTICE_NUMBER,
                    wave.c.opens_at <= bindparam("now"),
                    or_(wave.c.closes_at.is_(None), wave.c.closes_at + GRACE > bindparam("now")),
                )
            ),
        )
    ),
    *("wanted", "revision_before", "now"),
)
_insert_response = inserting(response)
_insert_receipt = inserting(receipt)
_insert_profile = insert(profile_answer)
_next_stamp = update(change).where(change.c.id == 1).values(n=change.c.n + 1).returning(change.c.n)


class SendResponse(Write[Sent], frozen=True, kw_only=True):
    """Draft out, response and receipt in, in one transaction."""

    order: ClassVar[int] = 0

    key: bytes
    revision: int
    code_hash: bytes
    response: NewResponse
    now: int

    def sort_key(self) -> bytes:
        """Drafts are taken in the order of their keys."""
        return self.key

    @classmethod
    def store(cls, connection: Connection, writes: Sequence["SendResponse"]) -> Sequence[Sent]:  # type: ignore[override]  # a group holds one kind
        """Take every draft that is still there in an open wave; where one is not, the group is tried one by one."""
        stamp = next_stamp(connection)
        if _take_draft.run(connection, [(write.key, write.revision, write.now) for write in writes]) != len(writes):
            if len(writes) > 1:
                raise NotAsGroup
            return [_why_not(connection, writes[0])]
        ids = [secrets.randbits(63) for _ in writes]
        _insert_receipt.run(
            connection,
            [
                (write.code_hash, each, write.response.withdraw_by, False)
                for write, each in zip(writes, ids, strict=True)
            ],
        )
        _insert_response.run(
            connection, [_response(write.response, each, stamp) for write, each in zip(writes, ids, strict=True)]
        )
        profiles = [row for write in writes for row in _profile(write.response)]
        if profiles:
            connection.execute(_insert_profile, profiles)
        return [Sent.STORED] * len(writes)


def next_stamp(connection: Connection) -> int:
    """The stamp of this transaction's changes. Its row lock makes stamps visible in order on PostgreSQL too."""
    stamp: int = connection.execute(_next_stamp).scalar_one()
    return stamp


def add_response(connection: Connection, new: NewResponse, stamp: int) -> int:
    """Store a response that came by no draft, with this transaction's stamp, and give its id. It has no receipt."""
    response_id = secrets.randbits(63)
    _insert_response.run(connection, [_response(new, response_id, stamp)])
    profiles = _profile(new)
    if profiles:
        connection.execute(_insert_profile, profiles)
    return response_id


def correct_response(
    connection: Connection, response_id: int, answers: Mapping[str, Value] | None, kind_of_help: str, stamp: int
) -> None:
    """Put other answers in place of a response's, unless they were taken back or erased; None erases them. It is
    settled anew, so that nothing tells tomorrow which one was corrected."""
    kept = update(response).where(response.c.id == response_id, response.c.state.in_(("counted", "quarantined")))
    if answers is None:
        connection.execute(kept.values(state="erased", settled=False, stamp=stamp, **BLANK))
    else:
        text = _encoder.encode(answers).decode()
        connection.execute(kept.values(answers=text, help=kind_of_help, settled=False, stamp=stamp))


def receipt_exists(connection: Connection, code_hash: bytes) -> bool:
    """Whether answers were sent under this receipt."""
    return connection.execute(select(receipt.c.response_id).where(receipt.c.code_hash == code_hash)).first() is not None


def past_receipts(today: str) -> Select[bytes]:
    """The receipts whose day is past: the day that was said when the answers were sent, and the round's as it is now,
    whichever is later, because a round may be closed earlier than was announced."""
    return (
        select(receipt.c.code_hash)
        .join(response, response.c.id == receipt.c.response_id)
        .join(wave, wave.c.id == response.c.wave_id)
        .where(
            func.coalesce(wave.c.withdraw_by, receipt.c.withdraw_by) < today,
            func.coalesce(receipt.c.withdraw_by, wave.c.withdraw_by) < today,
        )
    )


def withdraw(connection: Connection, code_hash: bytes, today: str) -> bool:
    """Blank a response by its receipt, and destroy the receipt. False when there is none, or its day is past."""
    if not receipt_exists(connection, code_hash):
        return False  # a wrong code waits for nobody
    stamp = next_stamp(connection)  # first, so that no settling meanwhile writes the old answers back
    found = and_(receipt.c.code_hash == code_hash, receipt.c.code_hash.not_in(past_receipts(today)))
    response_id = connection.execute(delete(receipt).where(found).returning(receipt.c.response_id)).scalar()
    if response_id is None:
        return False
    connection.execute(
        update(response).where(response.c.id == response_id).values(state="withdrawn", stamp=stamp, **BLANK)
    )
    return True


def _why_not(connection: Connection, write: SendResponse) -> Sent:
    if receipt_exists(connection, write.code_hash):
        return Sent.BEFORE
    row = connection.execute(select(draft.c.revision, draft.c.wave_id).where(draft.c.key == write.key)).one_or_none()
    if row is None:
        return Sent.GONE
    return Sent.CHANGED if row.revision != write.revision else Sent.CLOSED


def _response(new: NewResponse, response_id: int, stamp: int) -> Values:
    """The columns of `response` in their order."""
    return (
        response_id,
        new.survey_id,
        new.version_id,
        new.wave_id,
        new.collector_id,
        new.channel,
        new.place,
        new.variant,
        new.help,
        new.day,
        _encoder.encode(new.answers).decode(),
        new.reached,
        new.pace,
        "counted",
        False,
        False,
        stamp,
    )


def _profile(new: NewResponse) -> list[dict[str, object]]:
    return [
        {
            "id": secrets.randbits(63),
            "wave_id": new.wave_id,
            "question": key,
            "answer": None if value is None else _encoder.encode(value).decode(),
            "settled": False,
        }
        for key, value in new.profile.items()
    ]
