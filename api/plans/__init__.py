"""Plans for a request: a roadmap that is not stored, and several of them compared."""
