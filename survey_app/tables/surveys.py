"""Surveys, their versions, waves and collectors. Instants are UTC seconds since 1970; days are ISO text."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from survey_app.tables.metadata import metadata

survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(40), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("audience", String(20), nullable=False),
    Column("published_version_id", Integer),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("published_at", BigInteger),
    UniqueConstraint("survey_id", "content_hash"),
    UniqueConstraint("survey_id", "number"),
)

wave = Table(
    "wave",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("opens_at", BigInteger, nullable=False),
    Column("closes_at", BigInteger),
    Column("withdraw_by", String(10)),
    Column("paper_days", Integer),
    UniqueConstraint("survey_id", "number"),
)
"""`paper_days` is for how many days after closing paper may still arrive; nothing where no paper is expected."""

wave_target = Table(
    "wave_target",
    metadata,
    Column("wave_id", ForeignKey("wave.id"), primary_key=True, autoincrement=False),
    Column("people", Integer, nullable=False),
)
"""How many answers a wave is to have, where somebody has said so."""

collector = Table(
    "collector",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wave_id", ForeignKey("wave.id"), nullable=False, index=True),
    Column("code", String(40), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("sample_type", String(20), nullable=False),
    Column("public_computer", Boolean, nullable=False),
    UniqueConstraint("wave_id", "code"),
)
