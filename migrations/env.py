"""Runs the migrations on the connection that `api.db.migrate` hands over."""

from alembic import context

from api.db.tables import TableRow

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=TableRow.metadata,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
