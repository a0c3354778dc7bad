"""Assisted entry: forms keyed in from paper or notes, keyed again by a colleague, and answers given by telephone."""
