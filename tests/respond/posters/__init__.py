"""Links and posters."""
