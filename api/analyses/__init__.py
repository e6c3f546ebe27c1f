"""Readiness, gaps and their explanation: for one request, or stored."""
