"""FLOOR 3: who sends a request, what is stored, and what goes over the wire."""
