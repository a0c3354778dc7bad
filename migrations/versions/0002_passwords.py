"""Passwords of the team, and the tries that were wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "password",
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("set_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "wrong_try",
        sa.Column("key", sa.LargeBinary(32), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )
    op.add_column("session", sa.Column("way", sa.String(10)))
