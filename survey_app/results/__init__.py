"""What the answers say, and who may see it."""
