"""Second keying: a sample, blind, by a colleague; differences settled; the forms forgotten and the agreement kept."""

import pytest
from sqlalchemy import func, select

from survey_app.jobs import run_jobs
from survey_app.respond.assisted.second_keying import chosen_sheets
from survey_app.respond.settling import settle
from survey_app.results.feed import cursor_now
from survey_app.tables.assisted import agreement, late_response, sheet
from survey_app.tables.respond import change, response
from tests.demonstration.team import form_to
from tests.respond.assisted.office import TODAY, Office
from tests.respond.assisted.paper import FILLED, STORED
from tests.respond.client import Client, Page
from tests.results.sample import DAY

BATCH = "/team/surveys/residents/keying/1"
TOMORROW = "2026-05-29"


def keyed(office: Office, *forms: dict[str, str]) -> Client:
    """The assistant's browser after a batch of these forms was begun, keyed and ended."""
    client = office.member("assistant")
    page = office.begin(client)
    for typed in forms:
        page = office.key(client, page, typed)
    page = client.open(BATCH)
    client.press(page, "End this batch", form=form_to(page, "/end"))
    return client


def again(client: Client, number: int, typed: dict[str, str]) -> Page:
    """What comes when a form is keyed a second time."""
    page = client.open(f"{BATCH}/again/{number}")
    return client.press(page, "Save and compare", typed, form_to(page, "#checked"))


def sheets(office: Office) -> int:
    return office.read(lambda c: c.execute(select(func.count()).select_from(sheet)).scalar_one())


def drawn(office: Office) -> list[int]:
    return [each.number for each in office.read(lambda c: chosen_sheets(c, 1))]


def test_a_sample_is_drawn_at_random_when_a_batch_ends(office: Office) -> None:
    keyed(office, *[FILLED] * 11)
    numbers = drawn(office)
    assert len(numbers) == 2
    assert set(numbers) <= set(range(1, 12))


def test_forms_of_which_nothing_is_kept_are_not_drawn(sqlite_office: Office) -> None:
    keyed(sqlite_office, {**FILLED, "Q2": "1"}, {**FILLED, "Q2": "1"}, FILLED)
    assert drawn(sqlite_office) == [3]


def test_a_batch_without_forms_is_finished_when_it_ends(sqlite_office: Office) -> None:
    client = keyed(sqlite_office)
    assert "Finished" in client.open(BATCH).words


def test_who_keyed_a_form_first_does_not_key_it_again(office: Office) -> None:
    client = keyed(office, FILLED)
    assert "a colleague keys it again" in client.open(BATCH).words
    assert client.open(f"{BATCH}/again/1").path == BATCH
    token = form_to(client.open("/team/account"), "/sign-out").values()["form_token"]
    client.post(f"{BATCH}/again/1", {"form_token": token, "go": ("save",), "Q1": ("1",)})
    assert office.read(lambda c: chosen_sheets(c, 1))[0].second_typed is None


def test_the_second_keyer_is_shown_nothing_of_the_first(office: Office) -> None:
    keyed(office, {**FILLED, "Q9": "A word to find"})
    page = office.member("colleague").open(f"{BATCH}/again/1")
    values = form_to(page, "#checked").values()
    assert {name for name, value in values.items() if any(value)} == {"form_token", "number"}
    assert "A word to find" not in page.html


def test_two_keyings_that_agree_settle_the_form_and_the_batch(office: Office) -> None:
    keyed(office, FILLED, FILLED)
    (number,) = drawn(office)
    page = again(office.member("colleague"), number, FILLED)
    assert "This batch is finished. Nothing links its forms to the answers any more." in page.words
    assert (sheets(office), office.answers()) == (0, [STORED, STORED])
    assert office.events("colleague") == ["batch of forms settled"]
    counted = office.read(
        lambda c: c.execute(select(agreement.c.question, agreement.c.twice, agreement.c.agreed)).all()
    )
    assert ("Q6", 2, 2) in [tuple(row) for row in counted]
    assert "100 %" in page.words


def test_differences_are_shown_side_by_side_and_settled_into_the_answers(office: Office) -> None:
    keyed(office, {**FILLED, "Q7": "12", "Q3": "1 2", "Q4": "1"})
    page = again(office.member("colleague"), 1, {**FILLED, "Q7": "21", "Q3": "1 3", "Q4": "2"})
    assert page.path == f"{BATCH}/settle/1"
    for words in ("Phone; Laptop", "Phone; Tablet", "12", "21"):
        assert words in page.words
    assert "Nelson" not in page.words
    client = office.member("colleague")
    chosen = {"Q3-settled": "new", "Q3-new": "2", "Q4-settled": "second", "Q7-settled": "first"}
    before = office.read(cursor_now)
    after = client.press(client.open(page.path), "Settle this form", chosen)
    (answers,) = office.answers()
    assert (answers["Q3"], answers["Q4"], answers["Q7"]) == (["laptop"], "no", 12)
    assert "Q5" not in answers
    (row,) = office.responses()
    assert before.n < row.stamp <= office.read(cursor_now).n
    assert "This batch is finished" in after.words
    assert office.events("colleague")[-2:] == ["batch of forms settled", "form keyed twice settled"]


def test_orders_days_and_areas_are_compared_and_settled_and_no_postcode_is_kept(office: Office) -> None:
    given = {"Q10": "3 1", "Q11": "5 3 1961", "Q12": "BB9 9XX"}
    keyed(office, FILLED | given)
    assert office.answers()[0] | {"Q10.1": "trust", "Q11": "1961-03-05", "Q12.fifth": "2"} == office.answers()[0]
    page = again(office.member("colleague"), 1, FILLED | {"Q10": "1 3", "Q11": "05/03/1961", "Q12": "BB9 0AA"})
    (kept,) = office.read(lambda c: chosen_sheets(c, 1))
    assert (kept.typed["Q12"], (kept.second_typed or {})["Q12"]) == ("1 fifth 2", "?")
    assert [words in page.words for words in ("1. Trust; 2. Price", "1. Price; 2. Trust", "1961")] == [
        True,
        True,
        False,
    ]
    chosen = {"Q10-settled": "second", "Q12-settled": "new", "Q12-new": "bb9 9xy"}
    client = office.member("colleague")
    client.press(client.open(page.path), "Settle this form", chosen)
    (answers,) = office.answers()
    stored = {"Q10.1": "price", "Q10.2": "trust", "Q10.3": None, "Q11": "1961-03-05", "Q12": "pendle", "Q12.fifth": "2"}
    assert answers == STORED | stored


def test_a_difference_left_open_is_asked_again_with_what_was_chosen(sqlite_office: Office) -> None:
    keyed(sqlite_office, FILLED)
    client = sqlite_office.member("colleague")
    page = again(client, 1, {**FILLED, "Q7": "21", "Q8": "Colne"})
    asked = client.press(page, "Settle this form", {"Q7-settled": "new", "Q7-new": "20"})
    assert (asked.status, asked.problems) == (422, [("Q8-first", "Choose what the form says.")])
    assert form_to(asked, "/settle/1").values()["Q7-new"] == ("20",)
    assert sqlite_office.answers() == [STORED]


def test_a_form_that_turns_out_to_end_the_survey_is_erased(office: Office) -> None:
    keyed(office, FILLED)
    client = office.member("colleague")
    page = again(client, 1, {**FILLED, "Q2": "1"})
    client.press(page, "Settle this form", {"Q2-settled": "second"})
    (row,) = office.responses()
    assert (row.state, row.answers, row.help) == ("erased", "{}", "")


def test_where_two_keyings_agree_too_seldom_the_rest_is_to_be_keyed_again(office: Office) -> None:
    keyed(office, *[FILLED] * 3)
    (number,) = drawn(office)
    client = office.member("colleague")
    page = again(client, number, {**FILLED, "Q7": "21"})
    page = client.press(page, "Settle this form", {"Q7-settled": "first"})
    assert "Two keyings agreed in 91 % of boxes, and 98 % is the least." in page.words
    assert "to be keyed again by a colleague" not in page.words
    assert sheets(office) == 3
    page = client.press(page, "Key the rest again", form=form_to(page, "/rest"))
    assert drawn(office) == [1, 2, 3]
    assert office.events("colleague")[-1] == "rest of a batch to be keyed again"
    for rest in {1, 2, 3} - {number}:
        page = again(client, rest, FILLED)
    assert "This batch is finished" in page.words
    assert sheets(office) == 0


def test_it_can_be_finished_without_the_rest(sqlite_office: Office) -> None:
    keyed(sqlite_office, *[FILLED] * 3)
    (number,) = drawn(sqlite_office)
    client = sqlite_office.member("colleague")
    page = again(client, number, {**FILLED, "Q7": "21"})
    page = client.press(page, "Settle this form", {"Q7-settled": "first"})
    page = client.press(page, "Finish without", form=form_to(page, "/finish"))
    assert "This batch is finished" in page.words
    assert "91 %" in page.words


def test_a_batch_with_forms_that_wait_cannot_be_finished(sqlite_office: Office) -> None:
    client = keyed(sqlite_office, FILLED)
    token = form_to(client.open("/team/account"), "/sign-out").values()["form_token"]
    client.post(f"{BATCH}/finish", {"form_token": token})
    assert "Finished" not in client.open(BATCH).words
    assert sheets(sqlite_office) == 1


def test_thirty_days_after_the_round_has_closed_single_forms_are_forgotten(office: Office) -> None:
    keyed(office, FILLED)
    now = int(office.clock.now)
    run_jobs(office.database, now + 59 * DAY)
    assert sheets(office) == 1
    assert run_jobs(office.database, now + 60 * DAY)["keyed forms forgotten"] == 1
    assert (sheets(office), len(office.responses())) == (0, 1)


@pytest.mark.parametrize("name", ["elsewhere", "analyst", "outsider"])
def test_nobody_else_sees_or_settles_a_form(sqlite_office: Office, name: str) -> None:
    keyed(sqlite_office, FILLED)
    again(sqlite_office.member("colleague"), 1, {**FILLED, "Q7": "21"})
    client = sqlite_office.member(name)
    for path in ("/again/1", "/settle/1"):
        assert client.open(f"{BATCH}{path}").status in {403, 404}


def stamps(office: Office) -> set[tuple[bool, int]]:
    return {(row.settled, row.stamp) for row in office.responses()}


def test_forms_keyed_today_with_an_older_stamp_wait_for_the_night_and_are_settled_together(office: Office) -> None:
    office.clock.now += DAY
    client = office.member("assistant")
    page = office.begin(client, day=TODAY)
    for _ in range(3):
        page = office.key(client, page, FILLED)
    with office.database.write() as connection:
        assert settle(connection, TOMORROW) == 0
        assert settle(connection, "2026-05-30") == 3
    assert len(stamps(office)) == 1


def test_a_corrected_response_is_settled_anew(office: Office) -> None:
    keyed(office, FILLED, FILLED)
    with office.database.write() as connection:
        assert settle(connection, TOMORROW) == 2
    office.clock.now += DAY
    client = office.member("colleague")
    page = again(client, drawn(office)[0], {**FILLED, "Q7": "21"})
    client.press(page, "Settle this form", {"Q7-settled": "second"})
    assert sorted(settled for settled, _ in stamps(office)) == [False, True]
    with office.database.write() as connection:
        assert settle(connection, TOMORROW) == 0
        assert settle(connection, "2026-05-30") == 1
    assert office.read(lambda c: c.execute(select(func.count()).select_from(late_response)).scalar_one()) == 0
    assert office.read(lambda c: c.execute(select(change.c.n)).scalar_one()) >= max(n for _, n in stamps(office))
    assert office.read(lambda c: c.execute(select(func.count()).where(response.c.settled.is_(False))).scalar_one()) == 0
