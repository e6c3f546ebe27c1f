"""Idempotency keys point to what was created instead of holding the whole response again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c4d1f3a86e57"
down_revision: str | None = "5c1f0d9b7a24"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("idempotency_keys", sa.Column("resource_kind", sa.Text(), nullable=True))
    op.add_column("idempotency_keys", sa.Column("resource_id", sa.Uuid(), nullable=True))
    op.add_column("idempotency_keys", sa.Column("resource_extras", sa.Text(), nullable=True))


def downgrade() -> None:
    """The way back; responses that are only pointers are gone, as after their day."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute("DELETE FROM idempotency_keys WHERE resource_kind IS NOT NULL")
    op.drop_column("idempotency_keys", "resource_extras")
    op.drop_column("idempotency_keys", "resource_id")
    op.drop_column("idempotency_keys", "resource_kind")
