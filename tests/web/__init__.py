"""Tests of the room `survey_app/web`."""
