"""FLOOR 3, the edge: who asks, what was kept, and what goes over the wire."""
