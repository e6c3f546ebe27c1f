"""Accounts store the email address as it is typed, beside the form it is compared in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "5d0e9b27a1c4"
down_revision: str | None = "3b8a41c6d2f7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Only add a column: null says that `email` is how the address was stored before."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("users", sa.Column("email_as_typed", sa.Text(), nullable=True))


def downgrade() -> None:
    """Earlier versions look for the canonical form alone, which for most addresses is the same."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("users", "email_as_typed")
