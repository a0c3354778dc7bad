"""Contact details that people leave after sending, sealed, without a key to their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("wave_id", sa.Integer(), sa.ForeignKey("wave.id"), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("erase_by", sa.String(10), nullable=False),
        sa.Column("erase_after_days", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
    )
