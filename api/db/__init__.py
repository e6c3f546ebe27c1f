"""PostgreSQL: starting one where none is given, connecting, transactions, tables."""
