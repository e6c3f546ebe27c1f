"""Readiness, gaps and their explanation: stateless, or kept as a snapshot."""
