"""Taking answers back: a press too many is told the same, is never a wrong try, and is forgotten soon."""

from sqlalchemy import select

from survey_app.database import Database
from survey_app.respond.receipts import REMEMBERED_SECONDS, TakenBack, forget_taken_back, take_back
from survey_app.respond.tokens import check_digit
from survey_app.tables.service import lease
from survey_app.writer import Writer
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.fieldwork import DAY, NOON, in_the_field, new_key
from tests.respond.rows import responses
from tests.respond.rows import select as rows
from tests.respond.walker import SEND, Walk

DELETE = "Delete my answers"
DONE = "Your answers are taken back"
UNKNOWN = "We do not know this code, or its time is over. Check the numbers."


def with_code(house: House) -> tuple[Client, Page, str]:
    """A browser that sent answers, the page where a code is typed, and the code."""
    client = house.client()
    page = client.press(Walk(client, 3).reach("feedback", "check"), SEND, {"receipt": "1"})
    code = next(each.words() for each in page.document.every("bdi") if len(each.words()) == 19)
    return client, client.open("/feedback/en/take-back"), code


def wrong_code(number: int) -> str:
    digits = f"7{number:013d}"
    return digits + check_digit(digits)


def test_a_double_click_says_again_that_the_answers_are_taken_back(house: House) -> None:
    client, page, code = with_code(house)
    for _ in range(30):  # more than the wrong tries that slow somebody down
        told = client.press(page, DELETE, {"code": code})
        assert (told.status, told.heading) == (200, DONE)
    (row,) = responses(house.database).values()
    assert (row["state"], row["answers"]) == ("withdrawn", {})


def test_a_double_click_is_no_wrong_try(house: House) -> None:
    client, page, code = with_code(house)
    for _ in range(15):
        client.press(page, DELETE, {"code": code})
    for number in range(10):
        assert client.press(page, DELETE, {"code": wrong_code(number)}).problems == [("code", UNKNOWN)]


def test_another_process_knows_too_and_nothing_of_it_leads_to_the_response(house: House) -> None:
    client, page, code = with_code(house)
    client.press(page, DELETE, {"code": code})
    house.changed(lambda _: None)  # a fresh process
    again = house.client()
    assert again.press(again.open("/feedback/en/take-back"), DELETE, {"code": code}).heading == DONE
    assert rows(house.database, "SELECT * FROM receipt") == []
    (kept,) = rows(house.database, "SELECT * FROM lease WHERE name LIKE 'back %'")
    assert code.replace(" ", "") not in str(kept)
    assert str(next(iter(responses(house.database)))) not in str(kept)


def test_what_was_taken_back_is_forgotten_after_some_minutes(house: House) -> None:
    client, page, code = with_code(house)
    client.press(page, DELETE, {"code": code})
    house.clock.pass_minutes(REMEMBERED_SECONDS / 60)
    assert client.press(page, DELETE, {"code": code}).problems == [("code", UNKNOWN)]


async def test_the_memory_ends_with_its_minutes(database: Database, writer: Writer) -> None:
    field, key = in_the_field(database), new_key()
    await writer.write(field.begin(key))
    await writer.write(field.send(key))
    taken = [await writer.transaction(take_back, key[::-1], DAY, NOON + late) for late in (0, 1, REMEMBERED_SECONDS)]
    assert taken == [TakenBack.NOW, TakenBack.BEFORE, TakenBack.UNKNOWN]
    assert await writer.transaction(forget_taken_back, NOON + REMEMBERED_SECONDS - 1) == 0
    assert await writer.transaction(forget_taken_back, NOON + REMEMBERED_SECONDS) == 1
    assert database.read_blocking(lambda connection: connection.execute(select(lease.c.name)).all()) == []


async def test_a_lease_of_the_jobs_is_never_forgotten_with_them(database: Database, writer: Writer) -> None:
    with database.write() as connection:
        connection.execute(lease.insert().values(name="jobs", holder="somebody", until=0))
    assert await writer.transaction(forget_taken_back, NOON) == 0


def test_a_wrong_code_comes_back_typed_with_its_problem_where_the_focus_goes(house: House) -> None:
    client = house.client()
    page = client.open("/feedback/en/take-back")
    assert page.form.action == "take-back#problem"
    told = client.press(page, DELETE, {"code": "1234"})
    assert (told.status, told.title.split(":")[0]) == (422, "Error")
    assert told.form.values()["code"] == ("1234",)
    assert "1234" not in str([each.target for each in client.record])
