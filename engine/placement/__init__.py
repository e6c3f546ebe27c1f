"""A short adaptive assessment: what to ask next, and what the answers say."""
