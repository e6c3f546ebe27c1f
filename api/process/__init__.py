"""How the program runs: database, workers, logs; nothing of what it does for people."""
