"""Tests of the room `survey_app/questionnaire`."""
