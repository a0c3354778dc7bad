"""Tests in a real browser: every page and state as a person sees it, with and without JavaScript."""
