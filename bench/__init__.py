"""Measurements: every row of the budget, printed by `make bench` with its limit and the ratio."""
