"""Every check of the gate, one rule a file; registry.py lists them all by code."""
