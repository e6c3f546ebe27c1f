"""Which steps: the fewest hours to every target, or the most readiness within a limit, proved."""
