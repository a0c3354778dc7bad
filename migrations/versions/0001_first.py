"""The first tables: surveys, a person's way through, the team, and what the service keeps for itself.

Constraints take their names from the naming convention of `survey_app.tables.metadata`.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_surveys()
    create_respond()
    create_response()
    create_team()
    create_service()


def create_surveys() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("slug", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column("published_version_id", sa.Integer),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("published_at", sa.BigInteger),
        sa.UniqueConstraint("survey_id", "content_hash"),
        sa.UniqueConstraint("survey_id", "number"),
    )
    op.create_table(
        "wave",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("opens_at", sa.BigInteger, nullable=False),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("withdraw_by", sa.String(10)),
        sa.UniqueConstraint("survey_id", "number"),
    )
    create_collector()


def create_collector() -> None:
    op.create_table(
        "collector",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), nullable=False, index=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("sample_type", sa.String(20), nullable=False),
        sa.Column("public_computer", sa.Boolean, nullable=False),
        sa.UniqueConstraint("wave_id", "code"),
    )


def create_respond() -> None:
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
        sqlite_with_rowid=False,
    )
    op.create_table(
        "profile_answer",
        sa.Column("id", large_key(), primary_key=True, autoincrement=False),
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), nullable=False, index=True),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("settled", sa.Boolean, nullable=False),
    )
    op.create_table(
        "receipt",
        sa.Column("code_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("response_id", sa.BigInteger, nullable=False),
        sa.Column("withdraw_by", sa.String(10)),
        sa.Column("settled", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def create_response() -> None:
    op.create_table(
        "response",
        sa.Column("id", large_key(), primary_key=True, autoincrement=False),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("version.id"), nullable=False),
        sa.Column("wave_id", sa.Integer, sa.ForeignKey("wave.id"), nullable=False),
        sa.Column("collector_id", sa.Integer, sa.ForeignKey("collector.id"), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("variant", sa.String(20), nullable=False),
        sa.Column("help", sa.String(20), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("reached", sa.String(40)),
        sa.Column("pace", sa.String(10), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("demonstration", sa.Boolean, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("stamp", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_response_survey_id_stamp_id", "response", ["survey_id", "stamp", "id"])


def create_team() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("disabled_at", sa.BigInteger),
    )
    op.create_table(
        "permission",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False, index=True),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("survey_id", sa.Integer, sa.ForeignKey("survey.id")),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
        sa.UniqueConstraint("member_id", "name", "survey_id"),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("id_hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False, index=True),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )


def create_service() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("member_id", sa.Integer),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("chain", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    change = op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("epoch", sa.String(32), nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
    )
    # Another database is another epoch, so that columns read from this one are never taken for it.
    op.bulk_insert(change, [{"id": 1, "epoch": secrets.token_hex(16), "n": 0}])


def large_key() -> sa.types.TypeEngine[int]:
    """A random 63-bit key; SQLite's own row id, where a column named INTEGER holds 64 bits."""
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")
