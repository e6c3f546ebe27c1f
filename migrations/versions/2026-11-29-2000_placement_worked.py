"""A placement may begin with the role that the person works as."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "5d7e2f90b8a4"
down_revision: str | None = "e81b6d40f7c2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("placements", sa.Column("worked", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_column("placements", "worked")
