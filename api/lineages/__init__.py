"""Stored roadmaps as they stand, and the lineages they belong to: held, finished, and left."""
