"""Tests of the room `survey_app/results`."""
