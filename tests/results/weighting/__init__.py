"""Weights: pure rules, and their agreement with R."""
