"""Members, permissions and signing in."""
