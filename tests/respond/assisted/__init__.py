"""Assisted entry: forms keyed in, keyed again, settled."""
