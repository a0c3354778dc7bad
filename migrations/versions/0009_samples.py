"""Samples drawn by chance: the strata of a round, and the links by which their people answer."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stratum",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("wave_id", sa.Integer(), sa.ForeignKey("wave.id"), nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("selected_on", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("adults", sa.String(64), nullable=False),
        sa.UniqueConstraint("wave_id", "name"),
    )
    op.create_table(
        "drawn",
        sa.Column("collector_id", sa.Integer(), sa.ForeignKey("collector.id"), primary_key=True, autoincrement=False),
        sa.Column("stratum_id", sa.Integer(), sa.ForeignKey("stratum.id"), nullable=False, index=True),
    )
