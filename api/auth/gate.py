"""Placeholder."""


class Gate:
    """Placeholder."""
