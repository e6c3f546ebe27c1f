"""Placements without an account: all answers come with each request, and nothing is stored."""
