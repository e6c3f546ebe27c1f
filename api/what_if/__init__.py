"""Several plans for one request, side by side."""
