"""What holds for every request: bodies, headers, limits, problems, pages."""
