"""New roadmaps: the first for a role, and the next from one there is."""
