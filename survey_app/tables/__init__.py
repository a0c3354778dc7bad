"""Every table of the database, one module a room."""
