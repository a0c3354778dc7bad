"""Pretend answers: made people who walk the real questionnaires, to show the product before anybody has answered."""
