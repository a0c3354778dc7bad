"""What the database holds of answers, read past the service."""

import json
import sqlite3
from contextlib import closing
from typing import Any


def select(address: str, statement: str, *values: object) -> list[dict[str, Any]]:
    """The rows of a select on a SQLite database, read only."""
    path = address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(statement, values)]


def change(address: str, statement: str, *values: object) -> None:
    """Change the database behind the service's back, where nothing of it is running."""
    path = address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
        connection.execute(statement, values)


def responses(address: str) -> dict[int, dict[str, Any]]:
    """Every response by its id, its answers decoded."""
    rows = select(address, "SELECT * FROM response")
    return {row["id"]: {**row, "answers": json.loads(row["answers"])} for row in rows}


def profile_answers(address: str) -> dict[int, dict[str, Any]]:
    """Staff's answers about themselves, by their own ids, decoded."""
    rows = select(address, "SELECT * FROM profile_answer")
    return {row["id"]: {**row, "answer": json.loads(row["answer"] or "null")} for row in rows}


def drafts(address: str) -> list[dict[str, Any]]:
    """Every draft, its content decoded."""
    return [{**row, "content": json.loads(row["content"])} for row in select(address, "SELECT * FROM draft")]
