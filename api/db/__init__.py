"""PostgreSQL: starting one where none is configured, connecting, transactions, tables."""
