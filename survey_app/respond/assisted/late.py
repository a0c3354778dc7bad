"""Responses that are settled with the day on which they were keyed or corrected, not with the day of their form."""

from sqlalchemy import Connection, delete, insert

from survey_app.tables.assisted import late_response


def settle_late(connection: Connection, response_id: int, today: str) -> None:
    """Let a response wait for the night after today (ISO), with all others that came or were keyed today."""
    connection.execute(delete(late_response).where(late_response.c.response_id == response_id))
    connection.execute(insert(late_response).values(response_id=response_id, day=today))
