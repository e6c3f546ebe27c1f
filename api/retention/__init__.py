"""Deletes what is stored only for a while, once it has expired."""
