"""From bytes to records: every key of every file with its line and column."""
