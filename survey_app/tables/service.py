"""What the service itself keeps: which process does which work until when, and the mark of the last probe."""

from sqlalchemy import BigInteger, Column, String, Table

from survey_app.tables.metadata import metadata

lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", BigInteger, nullable=False),
)
