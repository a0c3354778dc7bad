"""Weights for samples drawn by chance: pure rules with numpy alone (results contract, 12 to 23)."""
