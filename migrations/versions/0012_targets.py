"""How many answers a round is to have."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wave_target",
        sa.Column("wave_id", sa.Integer(), sa.ForeignKey("wave.id"), primary_key=True, autoincrement=False),
        sa.Column("people", sa.Integer(), nullable=False),
    )
