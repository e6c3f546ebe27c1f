"""A session knows when its person last proved to be there, by the password or a log-in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b3c95a7714de"
down_revision: str | None = "5d7e2f90b8a4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column(
        "sessions",
        sa.Column(
            "confirmed_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
        ),
    )
    op.execute("UPDATE sessions SET confirmed_at = created_at")


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("sessions", "confirmed_at")
