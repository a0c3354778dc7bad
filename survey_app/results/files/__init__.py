"""The files that the team downloads, one module a format."""
