"""Members of the team, what each may do, their sessions and the audit log."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from survey_app.tables.metadata import metadata

member = Table(
    "member",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("disabled_at", BigInteger),
)

permission = Table(
    "permission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("name", String(20), nullable=False),
    Column("survey_id", ForeignKey("survey.id")),
    Column("reason", Text, nullable=False),
    Column("expires_at", BigInteger),
    UniqueConstraint("member_id", "name", "survey_id"),
)

password = Table(
    "password",
    metadata,
    Column("member_id", ForeignKey("member.id"), primary_key=True, autoincrement=False),
    Column("hash", String(200), nullable=False),
    Column("set_at", BigInteger, nullable=False),
)
"""Argon2id hashes with their parameters (PHC strings). A member without a row signs in by links alone."""

wrong_try = Table(
    "wrong_try",
    metadata,
    Column("key", LargeBinary(32), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
)
"""Wrong passwords by account and network, under keyed hashes; a row is deleted an hour after its last try."""

sign_in_link = Table(
    "sign_in_link",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id_hash", LargeBinary(32), primary_key=True),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("way", String(10)),
)
"""`way` is how it began, `link` or `password`; nothing in rows older than passwords, which began by a link."""

audit = Table(
    "audit",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("member_id", Integer),
    Column("event", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)
