"""Each item of a roadmap holds its own plan, so that a tick need not read the whole plan."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "3b8a41c6d2f7"
down_revision: str | None = "9b3e5a7c41d0"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Only add columns: older roadmaps keep their items in `roadmaps.result`."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("roadmap_items", sa.Column("depends_on", sa.ARRAY(sa.Text()), nullable=True))
    op.add_column(
        "roadmap_items",
        sa.Column("planned", postgresql.JSON(astext_type=sa.Text()), nullable=True),
    )


def downgrade() -> None:
    """Put the items of newer roadmaps back into `roadmaps.result`, byte for byte."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(
        """
        UPDATE roadmaps SET result = replace(
            result,
            '"items":[]',
            '"items":[' || (
                SELECT string_agg(planned::text, ',' ORDER BY position) FROM roadmap_items
                WHERE roadmap_items.user_id = roadmaps.user_id
                AND roadmap_items.roadmap_id = roadmaps.id
            ) || ']'
        )
        WHERE EXISTS (
            SELECT FROM roadmap_items
            WHERE roadmap_items.user_id = roadmaps.user_id
            AND roadmap_items.roadmap_id = roadmaps.id
            AND planned IS NOT NULL
        )
        """
    )
    op.drop_column("roadmap_items", "planned")
    op.drop_column("roadmap_items", "depends_on")
