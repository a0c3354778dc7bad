"""Tests: folders mirror the rooms of survey_app, databases are real, and each name is a fact."""
