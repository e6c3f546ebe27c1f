"""What a person holds, what it earns, what is missing, and how sure that is."""
