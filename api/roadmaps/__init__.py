"""Roadmaps, the progress on them, and re-analysis."""
