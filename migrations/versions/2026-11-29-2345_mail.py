"""Mails on their way, the links in them, requests for a new password, and verified addresses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a1f64c0e93b7"
down_revision: str | None = "a94c1e7d30b6"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIME = sa.DateTime(timezone=True)
NOW = sa.text("now()")
NEW_ID = sa.text("uuidv7()")


def _user_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"
    )


def upgrade() -> None:
    """Existing addresses count as not verified, because no one was asked to verify them."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.add_column("users", sa.Column("email_verified_at", TIME, nullable=True))
    op.create_table(
        "mail_tokens",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_as_typed", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.CheckConstraint(
            "purpose IN ('verification', 'reset', 'email-change')",
            name=op.f("ck_mail_tokens_purpose"),
        ),
        _user_key("mail_tokens"),
        sa.PrimaryKeyConstraint("user_id", "purpose", name=op.f("pk_mail_tokens")),
    )
    op.create_table(
        "outgoing_mails",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=NEW_ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("about_email", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", TIME, server_default=NOW, nullable=False),
        sa.Column("last_failure", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'sent', 'refused', 'replaced')",
            name=op.f("ck_outgoing_mails_status"),
        ),
        _user_key("outgoing_mails"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_outgoing_mails")),
    )
    op.create_index(
        "ix_outgoing_mails_waiting",
        "outgoing_mails",
        ["next_attempt_at"],
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(op.f("ix_outgoing_mails_created_at"), "outgoing_mails", ["created_at"])
    op.create_table(
        "reset_requests",
        sa.Column("id", sa.Uuid(), server_default=NEW_ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("former_email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("requested_at", TIME, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_requests")),
    )


def downgrade() -> None:
    """The way back; mails that were not sent yet are lost, and links no longer work."""
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.drop_table("reset_requests")
    op.drop_table("outgoing_mails")
    op.drop_table("mail_tokens")
    op.drop_column("users", "email_verified_at")
