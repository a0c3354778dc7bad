"""Surveys, versions, waves and collectors."""
