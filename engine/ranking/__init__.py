"""All roles at once for one profile, the next skills they share, and from one role to the next."""
