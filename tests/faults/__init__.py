"""Faults: services and databases killed, crashed and starved under load."""
