"""Every error a person or program can get over HTTP: status, type, title and what to do."""
