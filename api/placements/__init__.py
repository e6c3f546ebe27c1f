"""Placements: a few questions instead of rating every skill, stored or without an account."""
