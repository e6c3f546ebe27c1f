"""Accounts as admins see them: found, disabled, given a role; and how large the tables are."""
