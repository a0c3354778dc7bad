"""Codes by which somebody carries on elsewhere, for the drafts whose owners asked for one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resume_code",
        sa.Column("code_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column(
            "draft_key", sa.LargeBinary(32), sa.ForeignKey("draft.key", ondelete="CASCADE"), nullable=False, unique=True
        ),
        sa.Column("sealed_token", sa.LargeBinary(16), nullable=False),
        sqlite_with_rowid=False,
    )
