"""The audit events as admins read them."""
