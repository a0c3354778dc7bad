"""Soundings: the survey and feedback platform of a county council."""
