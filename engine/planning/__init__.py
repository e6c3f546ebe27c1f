"""Which steps, in which order, in which phases: roadmaps and how they are re-planned."""
