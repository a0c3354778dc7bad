"""Wordings on their way to translators and back."""
