"""What the team adds to results: figures from elsewhere, views with a name, and words signed as meaning the same."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from survey_app.tables.metadata import metadata

benchmark = Table(
    "benchmark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False, index=True),
    Column("headline", String(80), nullable=False),
    Column("percent", Float, nullable=False),
    Column("year", Integer, nullable=False),
    Column("population", Text, nullable=False),
    Column("ages", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("wording", String(10), nullable=False),
    Column("probability", Boolean, nullable=False),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False, index=True),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("name", String(100), nullable=False),
    Column("address", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    UniqueConstraint("survey_id", "member_id", "name"),
)
"""`address` is a path below the survey's, with its query."""

same_meaning = Table(
    "same_meaning",
    metadata,
    Column("version_id", ForeignKey("version.id"), primary_key=True, autoincrement=False),
    Column("question", String(40), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""A question whose words changed with this version, and mean what those before it did."""
