"""Answers under way and answers submitted. Only `contact.sealed` can hold a name or an address, and nothing a time."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from survey_app.tables.metadata import metadata

draft = Table(
    "draft",
    metadata,
    Column("key", LargeBinary(32), primary_key=True),
    Column("wave_id", ForeignKey("wave.id"), nullable=False),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("collector_id", ForeignKey("collector.id"), nullable=False),
    Column("variant", String(20), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("expires_hour", BigInteger, nullable=False, index=True),
)

response = Table(
    "response",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("wave_id", ForeignKey("wave.id"), nullable=False),
    Column("collector_id", ForeignKey("collector.id"), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("variant", String(20), nullable=False),
    Column("help", String(20), nullable=False),
    Column("day", String(10), nullable=False),
    Column("answers", Text, nullable=False),
    Column("reached", String(40)),
    Column("pace", String(10), nullable=False),
    Column("state", String(12), nullable=False),
    Column("demonstration", Boolean, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Index("ix_response_survey_id_stamp_id", "survey_id", "stamp", "id"),
)

profile_answer = Table(
    "profile_answer",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("wave_id", ForeignKey("wave.id"), nullable=False, index=True),
    Column("question", String(40), nullable=False),
    Column("answer", Text),
    Column("settled", Boolean, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("code_hash", LargeBinary(32), primary_key=True),
    Column("response_id", BigInteger, nullable=False),
    Column("withdraw_by", String(10)),
    Column("settled", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

resume_code = Table(
    "resume_code",
    metadata,
    Column("code_hash", LargeBinary(32), primary_key=True),
    Column("draft_key", ForeignKey("draft.key", ondelete="CASCADE"), nullable=False, unique=True),
    Column("sealed_token", LargeBinary(16), nullable=False),
    sqlite_with_rowid=False,
)

contact = Table(
    "contact",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("wave_id", ForeignKey("wave.id"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("erase_by", String(10), nullable=False),
    Column("erase_after_days", Integer, nullable=False),
    Column("settled", Boolean, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("epoch", String(32), nullable=False),
    Column("n", BigInteger, nullable=False),
)
