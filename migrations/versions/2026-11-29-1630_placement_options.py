"""The options of a placement are called options."""

from collections.abc import Sequence

from alembic import op

revision: str = "9b3e5a7c41d0"
down_revision: str | None = "c4d1f3a86e57"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the table."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.alter_column("placements", "wish", new_column_name="options")


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.alter_column("placements", "options", new_column_name="wish")
