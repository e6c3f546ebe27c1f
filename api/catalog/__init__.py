"""The knowledge as everyone may read it."""
