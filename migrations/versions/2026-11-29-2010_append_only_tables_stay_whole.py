"""Append-only tables cannot be emptied: TRUNCATE does not fire row triggers."""

from collections.abc import Sequence

from alembic import op

revision: str = "c8e1f4a05b62"
down_revision: str | None = "b3c95a7714de"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("audit_events", "skill_rating_events", "analyses")


def upgrade() -> None:
    """One purpose; give up rather than block those who are using the tables."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_stay_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """The way back."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for table in TABLES:
        op.execute(f"DROP TRIGGER {table}_stay_whole ON {table}")
