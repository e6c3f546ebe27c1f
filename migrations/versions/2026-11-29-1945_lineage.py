"""Roadmaps have a lineage, the title of their role, and a time since when one is the primary."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "7d20c9b4e1a8"
down_revision: str | None = "5d0e9b27a1c4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Every older roadmap is a lineage of its own: what it was made from was not stored."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("roadmaps", sa.Column("lineage_id", sa.Uuid(), nullable=True))
    op.add_column("roadmaps", sa.Column("role_title", sa.Text(), nullable=True))
    op.add_column("roadmaps", sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE roadmaps SET lineage_id = id, "
        "role_title = coalesce(result::json -> 'role' ->> 'title', role_id)"
    )
    op.alter_column("roadmaps", "lineage_id", nullable=False)
    op.alter_column("roadmaps", "role_title", nullable=False)
    op.add_column("roadmap_items", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("roadmap_items", "held_at")
    op.drop_column("roadmaps", "chosen_at")
    op.drop_column("roadmaps", "role_title")
    op.drop_column("roadmaps", "lineage_id")
