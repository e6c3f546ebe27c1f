"""Stored roadmaps, the progress on them, and re-analysis."""
