"""Placements."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "5c1f0d9b7a24"
down_revision: str | None = "877e83393109"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NOW = sa.text("now()")


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    moment = sa.DateTime(timezone=True)
    json = postgresql.JSONB(astext_type=sa.Text())
    op.create_table(
        "placements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("role_id", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("wish", json, nullable=False),
        sa.Column("ratings", json, nullable=False),
        sa.Column("answers", json, nullable=False),
        sa.Column("knowledge_version", sa.Text(), nullable=False),
        sa.Column("knowledge_hash", sa.Text(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("created_at", moment, server_default=NOW, nullable=False),
        sa.Column("updated_at", moment, server_default=NOW, nullable=False),
        sa.Column("corrections", json, nullable=True),
        sa.Column("accepted_view", sa.Text(), nullable=True),
        sa.Column("accepted_ratings", sa.Text(), nullable=True),
        sa.Column("accepted_at", moment, nullable=True),
        sa.CheckConstraint("status IN ('open', 'accepted')", name=op.f("ck_placements_status")),
        sa.CheckConstraint(
            "(status = 'accepted') = (accepted_view IS NOT NULL)",
            name=op.f("ck_placements_accepted"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_placements_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_placements")),
    )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_table("placements")
