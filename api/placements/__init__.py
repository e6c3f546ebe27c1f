"""Placements: a few questions instead of a rating of everything, kept or for anybody."""
