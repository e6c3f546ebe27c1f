"""The graph of steps and their prerequisites; the only room that knows NetworkX."""
