"""Assisted entry: batches of forms, the sheets keyed until second keying is settled, and how often two keyers agreed.

No column here holds a time of day. A sheet is the only place where an account, a form's number and a response stand
side by side; it is deleted when its batch is settled, or 30 days after its round has closed.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from survey_app.tables.metadata import metadata

batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False, index=True),
    Column("wave_id", ForeignKey("wave.id"), nullable=False),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("collector_id", ForeignKey("collector.id"), nullable=False),
    Column("variant", String(20), nullable=False),
    Column("way", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("begun_on", String(10), nullable=False),
    Column("ended_on", String(10)),
    Column("settled_on", String(10)),
    Column("forms", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("uncounted", Integer, nullable=False),
    Column("rest", Boolean, nullable=False),
)
"""`day` is the day received; `forms` are those keyed, `flagged` those of them with answers off the route, `uncounted`
those of which nothing is kept. `rest` is whether all of them are to be keyed twice."""

sheet = Table(
    "sheet",
    metadata,
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(32), nullable=False),
    Column("member_id", ForeignKey("member.id"), nullable=False),
    Column("response_id", BigInteger, index=True),
    Column("typed", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("second_member_id", ForeignKey("member.id")),
    Column("second_typed", Text),
    Column("settled", Boolean, nullable=False),
    UniqueConstraint("batch_id", "mark"),
)
"""One form of a batch. `mark` is what its page carried, so that a form sent twice is stored once; `chosen` is whether
it is keyed a second time."""

late_response = Table(
    "late_response",
    metadata,
    Column("response_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    sqlite_with_rowid=False,
)
"""Responses that were keyed or corrected on a day (ISO): they are settled with the others of that day, whatever day
their form was received. The row goes that night."""

agreement = Table(
    "agreement",
    metadata,
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, autoincrement=False),
    Column("question", String(40), primary_key=True),
    Column("twice", Integer, nullable=False),
    Column("agreed", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Boxes of a question that were keyed twice in a batch, and those of them in which both keyings said the same."""
