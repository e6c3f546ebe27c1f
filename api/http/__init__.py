"""What holds for every request: bodies, languages, headers, limits, problems, pages."""
