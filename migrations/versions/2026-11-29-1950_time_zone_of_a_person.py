"""Each person has a time zone, which decides what day it is for them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c5f08e2a91d3"
down_revision: str | None = "7d20c9b4e1a8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Those who named none are counted in UTC, as they were before."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column(
        "users", sa.Column("time_zone", sa.Text(), server_default=sa.text("'UTC'"), nullable=False)
    )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("users", "time_zone")
