"""What viewers read of each wave: counts as they stood at one instant, never a row about anybody; what was hidden."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from survey_app.tables.metadata import metadata

snapshot = Table(
    "snapshot",
    metadata,
    Column("wave_id", ForeignKey("wave.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("pretend", Boolean, nullable=False),
    Column("content", Text, nullable=False),
)

breakdown = Table(
    "breakdown",
    metadata,
    Column("wave_id", ForeignKey("wave.id"), primary_key=True, autoincrement=False),
    Column("characteristic", String(40), primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

shown_before = Table(
    "shown_before",
    metadata,
    Column("wave_id", ForeignKey("wave.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

withholding = Table(
    "withholding",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("survey", String(40), primary_key=True),
    Column("what", String(100), primary_key=True),
    Column("rule", String(8), primary_key=True),
    Column("level", String(8), primary_key=True),
    sqlite_with_rowid=False,
)
