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
)

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
