"""All roles at once: for a profile, and for somebody who holds another role."""
