"""The knowledge, readable by everyone."""
