"""The account itself: reading, changing, exporting and erasing it."""
