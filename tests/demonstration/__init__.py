"""Facts of the pretend answers."""
