"""What the API says to people: sentences as codes, and the catalogue that puts them into words."""
