"""A request that is sent twice has one effect and one response."""
