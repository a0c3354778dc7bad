"""What the service itself keeps: which process runs the jobs."""

from sqlalchemy import BigInteger, Column, String, Table

from survey_app.tables.metadata import metadata

lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", BigInteger, nullable=False),
)
