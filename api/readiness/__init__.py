"""Readiness over time, derived from the events of the profile."""
