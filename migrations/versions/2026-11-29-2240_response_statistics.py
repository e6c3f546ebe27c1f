"""People may let their replies and hours be counted, and the counts have a table of their own."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "a94c1e7d30b6"
down_revision: str | None = "c8e1f4a05b62"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = ("knowledge_version", "kind", "skill_id", "level", "other_skill_id", "other_level")


def upgrade() -> None:
    """Neither has anyone agreed yet, nor is anything counted."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for table, name in (("users", "shares_statistics"), ("roadmap_items", "is_counted")):
        op.add_column(
            table, sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
    counts = postgresql.ARRAY(sa.BigInteger())
    op.create_table(
        "response_counts",
        sa.Column("knowledge_version", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("other_skill_id", sa.Text(), nullable=False),
        sa.Column("other_level", sa.SmallInteger(), nullable=False),
        sa.Column("contributions", sa.BigInteger(), nullable=False),
        sa.Column("settled", counts, nullable=False),
        sa.Column("waiting", counts, nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_response_counts")),
        sa.CheckConstraint(
            "kind IN ('reply', 'pair', 'hours')", name=op.f("ck_response_counts_kind")
        ),
    )


def downgrade() -> None:
    """The way back; what was counted is lost."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_table("response_counts")
    op.drop_column("roadmap_items", "is_counted")
    op.drop_column("users", "shares_statistics")
