"""A person's way through a survey."""
