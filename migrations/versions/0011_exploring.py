"""Benchmarks entered by hand, views saved under a name, and words signed as meaning the same."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "benchmark",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False, index=True),
        sa.Column("headline", sa.String(80), nullable=False),
        sa.Column("percent", sa.Float, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("population", sa.Text, nullable=False),
        sa.Column("ages", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("wording", sa.String(10), nullable=False),
        sa.Column("probability", sa.Boolean, nullable=False),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False, index=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.UniqueConstraint("survey_id", "member_id", "name"),
    )
    op.create_table(
        "same_meaning",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("version.id"), primary_key=True, autoincrement=False),
        sa.Column("question", sa.String(40), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
