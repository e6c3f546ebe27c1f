"""A PostgreSQL of our own, from a wheel, started and stopped with the program."""
