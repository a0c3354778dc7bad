"""What earlier snapshots showed, for the audit of later ones, and the log of what was refused or hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown_before",
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withholding",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("survey", sa.String(40), primary_key=True),
        sa.Column("what", sa.String(100), primary_key=True),
        sa.Column("rule", sa.String(8), primary_key=True),
        sa.Column("level", sa.String(8), primary_key=True),
        sqlite_with_rowid=False,
    )
