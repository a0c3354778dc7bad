"""Assisted entry: batches, sheets, agreement of two keyings, and until when a round takes paper."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wave", sa.Column("paper_days", sa.Integer))
    _make_batches()
    _make_sheets()


def _make_batches() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False, index=True),
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), nullable=False),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("version.id"), nullable=False),
        sa.Column("collector_id", sa.Integer, sa.ForeignKey("collector.id"), nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("begun_on", sa.String(10), nullable=False),
        sa.Column("ended_on", sa.String(10)),
        sa.Column("settled_on", sa.String(10)),
        sa.Column("forms", sa.Integer, nullable=False),
        sa.Column("flagged", sa.Integer, nullable=False),
        sa.Column("uncounted", sa.Integer, nullable=False),
        sa.Column("rest", sa.Boolean, nullable=False),
    )
    op.create_table(
        "agreement",
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False),
        sa.Column("question", sa.String(40), primary_key=True),
        sa.Column("twice", sa.Integer, nullable=False),
        sa.Column("agreed", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_sheets() -> None:
    op.create_table(
        "sheet",
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("response_id", sa.BigInteger, index=True),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("chosen", sa.Boolean, nullable=False),
        sa.Column("second_member_id", sa.Integer, sa.ForeignKey("member.id")),
        sa.Column("second_typed", sa.Text),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.UniqueConstraint("batch_id", "mark"),
    )
    op.create_table(
        "late_response",
        sa.Column("response_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.String(10), nullable=False),
        sqlite_with_rowid=False,
    )
