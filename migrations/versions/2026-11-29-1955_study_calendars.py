"""Roadmaps have a start, a study calendar, a baseline, and low and high hours of their items."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "e81b6d40f7c2"
down_revision: str | None = "c5f08e2a91d3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSONB = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Fill in the hours of items that hold their own plan; older roadmaps do without."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("roadmaps", sa.Column("started_on", sa.Date(), nullable=True))
    op.add_column("roadmaps", sa.Column("study_calendar", JSONB, nullable=True))
    op.add_column("roadmaps", sa.Column("baseline", JSONB, nullable=True))
    for name in ("low", "high"):
        column = sa.Column(f"hours_{name}", sa.Float(precision=53), nullable=True)
        op.add_column("roadmap_items", column)
    op.execute(
        """
        UPDATE roadmap_items
        SET hours_low = (planned #>> '{hours,low}')::float8,
            hours_high = (planned #>> '{hours,high}')::float8
        WHERE planned IS NOT NULL
        """
    )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("roadmap_items", "hours_high")
    op.drop_column("roadmap_items", "hours_low")
    op.drop_column("roadmaps", "baseline")
    op.drop_column("roadmaps", "study_calendar")
    op.drop_column("roadmaps", "started_on")
