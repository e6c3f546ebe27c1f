"""What holds for every request before a feature sees it: bodies, headers, limits, paging."""
