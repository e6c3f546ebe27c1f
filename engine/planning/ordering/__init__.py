"""In which order: the study order that raises readiness soonest, and how good it is for sure."""
