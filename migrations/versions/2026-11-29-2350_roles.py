"""Accounts have roles, and an audit event says who acted on another person's account."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d15c0ab84e27"
down_revision: str | None = "a1f64c0e93b7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Everyone is a learner until an operator or an admin says otherwise."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column(
        "users", sa.Column("role", sa.Text(), server_default=sa.text("'learner'"), nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_users_role"), "users", "role IN ('learner', 'editor', 'admin')"
    )
    op.create_index(
        "ix_users_role", "users", ["role", "id"], postgresql_where=sa.text("role <> 'learner'")
    )
    op.create_index(
        "ix_users_email_prefix", "users", ["email"], postgresql_ops={"email": "text_pattern_ops"}
    )
    op.add_column("audit_events", sa.Column("actor_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_audit_events_actor_id_id",
        "audit_events",
        ["actor_id", "id"],
        postgresql_where=sa.text("actor_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_audit_events_action_id"), "audit_events", ["action", "id"])


def downgrade() -> None:
    """The way back; who had which role is lost."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_index(op.f("ix_audit_events_action_id"), table_name="audit_events")
    op.drop_index("ix_audit_events_actor_id_id", table_name="audit_events")
    op.drop_column("audit_events", "actor_id")
    op.drop_index("ix_users_email_prefix", table_name="users")
    op.drop_index("ix_users_role", table_name="users")
    op.drop_constraint(op.f("ck_users_role"), "users", type_="check")
    op.drop_column("users", "role")
