"""What is stored of somebody who answered, and what is not: the promises of the privacy page."""

import logging
import sqlite3
from contextlib import closing

import pytest

from survey_app.respond.stored_fields import STORED_FIELDS
from survey_app.tables.respond import contact, draft, profile_answer, receipt, response
from tests.respond.client import Client
from tests.respond.conftest import House
from tests.respond.rows import responses, select

ADDRESS = "203.0.113.77"
CANARY = "canary-8861"

NAMES_OF_PEOPLE = (
    "name",
    "email",
    "ip",
    "address",
    "agent",
    "device",
    "user",
    "account",
    "time",
    "at",
    "created",
    "phone",
)


def feedback_sent(client: Client) -> None:
    """Answer the feedback form with a canary, and send it."""
    page = client.open("/feedback")
    page = client.press(page, "Start on my own phone or computer")
    page = client.press(page, "Continue", {"F1": "partner"})
    page = client.press(page, "Continue", {"F2": "finding", "F3": CANARY})
    client.press(page, "Send my answers")


def test_the_page_that_says_what_is_stored_names_every_column_and_no_other() -> None:
    assert [field.name for field in STORED_FIELDS] == [column.name for column in response.columns]


@pytest.mark.parametrize(
    "table", [response, draft, receipt, profile_answer, contact], ids=lambda table: str(table.name)
)
def test_no_column_with_answers_can_hold_who_or_when(table: type) -> None:
    for column in table.columns:  # type: ignore[attr-defined]  # parametrised with tables
        words = column.name.split("_")
        assert not set(words) & set(NAMES_OF_PEOPLE), column.name


def test_a_response_holds_the_day_and_nothing_finer(house: House) -> None:
    feedback_sent(house.client())
    (row,) = responses(house.database).values()
    assert row["day"] == "2027-06-03"
    assert CANARY in str(row["answers"])
    minute = str(int(house.clock.now) // 60)
    assert not any(minute in str(value) for key, value in row.items() if key not in {"id", "stamp"})


def test_staff_answers_about_themselves_are_joined_to_nothing(house: House) -> None:
    assert {column.name for column in profile_answer.columns} == {"id", "wave_id", "question", "answer", "settled"}


def test_nothing_of_a_draft_is_left_after_sending(house: House) -> None:
    client = house.client()
    feedback_sent(client)
    assert select(house.database, "SELECT * FROM draft") == []
    token = next(iter(client.cookies.values())).value.split(".")[0]
    house.inside.close()
    path = house.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(path, "rb") as file:  # noqa: PTH123  # the bytes of the file are what is asked
        content = file.read()
    assert token.encode() not in content
    assert CANARY.encode() in content, "the control: the response itself is found in the same bytes"
    house.inside = type(house.inside)(house.database, house.folder, house.clock)


def test_no_log_line_of_a_resident_says_what_where_or_who(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        feedback_sent(house.client())
    written = "".join(capfd.readouterr())
    said = written + "\n".join(record.getMessage() for record in caplog.records)
    assert '"area":"residents"' in written, "the control: the lines are there"
    for secret in (CANARY, "what-happened", "/feedback", "partner", ADDRESS, "127.0.0.1"):
        assert secret not in said, secret
