"""All roles at once: for a profile, and for a person who holds another role."""
