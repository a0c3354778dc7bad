"""The pages of assisted entry: a batch begun, forms keyed, checked and saved once, the batch ended."""

import re

import pytest
from sqlalchemy import select

from survey_app.surveys.waves import PAPER_DAYS, waves_of
from survey_app.tables.assisted import batch, sheet
from survey_app.tables.surveys import collector
from survey_app.writer import NotStored, Writer
from tests.demonstration.team import form_to
from tests.respond.assisted.office import TODAY, Office
from tests.respond.assisted.paper import FILLED, STORED
from tests.respond.client import Client, Page
from tests.results.sample import DAY

KEYING = "/team/surveys/residents/keying"


def opened(office: Office, client: Client, **chosen: str) -> Page:
    """The keying page of a new batch."""
    return client.open(f"{office.begin(client, **chosen).path}/form")


def value_of(page: Page, name: str) -> str:
    return form_to(page, "#checked").values()[name][0]


def test_a_batch_is_begun_once_for_a_pile(office: Office) -> None:
    client = office.member("assistant")
    page = office.begin(client)
    assert "On paper" in page.words
    assert "28 May 2026" in page.words
    assert "Batch 1" in client.open(KEYING).words
    assert office.events("assistant") == ["batch of forms begun"]


def test_its_place_is_one_of_the_organisations(office: Office) -> None:
    client = office.member("assistant")
    page = office.begin(client, place="Chorley Library")
    assert "Chorley Library" in page.words
    office.key(client, page, FILLED)
    assert [row.place for row in office.responses()] == ["Chorley Library"]
    assert office.begin(client, place="Atlantis").problems == [("place", "Choose a place from the list.")]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-05-29", "still to come"),
        ("2026-05-27", "opened on 28 May 2026"),
        ("soon", "as on their date stamp"),
        ("", "as on their date stamp"),
    ],
)
def test_a_day_that_cannot_be_the_day_received_is_asked_again_with_all_that_was_chosen(
    sqlite_office: Office, day: str, words: str
) -> None:
    client = sqlite_office.member("assistant")
    page = sqlite_office.begin(client, day=day, place="Chorley Library", way="telephone")
    assert (page.status, page.title.partition(":")[0]) == (422, "Error")
    assert words in page.problems[0][1]
    assert form_to(page, "/keying").values()["way"] == ("telephone",)
    assert "Chorley Library" in form_to(page, "/keying").values().get("place", ("Chorley Library",))


def test_paper_of_a_closed_round_is_taken_with_a_stamp_until_its_last_day(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    sqlite_office.clock.now += (30 + PAPER_DAYS + 5) * DAY
    client = sqlite_office.member("assistant")
    late = sqlite_office.begin(client, day="2026-07-12")
    assert late.problems == [("day", "Round 1 took paper until 11 July 2026. What came later belongs to no round.")]
    page = sqlite_office.begin(client, day="2026-07-11")
    sqlite_office.key(client, page, FILLED)
    assert [row.day for row in sqlite_office.responses()] == ["2026-07-11"]


def test_thirty_days_after_its_close_a_round_takes_no_more_forms(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    page = opened(sqlite_office, client)
    sqlite_office.clock.now += 61 * DAY
    client = sqlite_office.member("assistant")
    assert "No round of this survey takes forms now" in client.open(KEYING).words
    token = {"form_token": form_to(client.open(KEYING.removesuffix("/keying")), "/try").values()["form_token"]}
    refused = client.post(page.path, {**form_to(page, "#checked").values(), **token, "Q1": ("1",), "go": ("save",)})
    assert (refused.status, value_of(refused, "Q1")) == (409, "1")
    assert sqlite_office.responses() == []


def test_a_round_waits_for_paper_only_once_a_form_of_it_may_come(office: Office) -> None:
    chosen = office.surveys["residents"].survey.id
    closed = office.clock.now + 31 * DAY
    assert office.read(lambda c: waves_of(c, chosen))[0].closed_at(int(closed))
    office.begin(office.member("assistant"))
    (after,) = office.read(lambda c: waves_of(c, chosen))
    assert (after.paper_days, after.paper_until) == (14, "2026-07-11")
    assert not after.closed_at(int(closed + 19 * DAY))
    assert after.closed_at(int(closed + 21 * DAY))
    assert after.shut_at(int(closed))


def test_a_form_is_stored_as_a_response_that_says_how_it_came_and_not_who_keyed_it(office: Office) -> None:
    client = office.member("assistant")
    page = office.key(client, office.begin(client), FILLED)
    (row,) = office.responses()
    assert office.answers() == [STORED]
    assert (row.channel, row.help, row.day, row.variant, row.place) == ("paper", "helped", TODAY, "en", "")
    assert (row.state, row.pace, row.reached, row.demonstration) == ("counted", "unknown", None, False)
    assert "Form 1 is saved." in page.words
    assert page.title.startswith("Form 2")
    assert value_of(page, "Q1") == ""


def test_by_telephone_and_beside_the_person_the_help_is_told(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    for way in ("telephone", "beside"):
        sqlite_office.key(client, sqlite_office.begin(client, way=way), {**FILLED, "Q1": "1"})
    stored = sorted((row.channel, row.help) for row in sqlite_office.responses())
    assert stored == [("beside", "beside_person"), ("telephone", "by_telephone")]


def test_check_shows_labels_and_oddities_and_stores_nothing(office: Office) -> None:
    client = office.member("assistant")
    page = opened(office, client)
    typed = {**FILLED, "Q3": "1 5", "Q4": "2", "Q7": "99"}
    checked = client.press(page, "Check", typed, form_to(page, "#checked"))
    assert (checked.status, checked.fragment) == (200, "checked")
    assert "Me, with help" in checked.words
    assert "Phone; None of these" in checked.words
    links = [
        each.attributes["href"] for each in checked.document.every("a") if each.attributes["href"].startswith("#Q")
    ]
    assert links == ["#Q3", "#Q3a", "#Q5", "#Q7"]
    assert {key: value_of(checked, key) for key in typed} == typed
    assert (office.responses(), value_of(checked, "mark")) == ([], value_of(page, "mark"))
    office.key(client, checked, {})
    assert len(office.responses()) == 1


def test_what_is_odd_is_saved_all_the_same(office: Office) -> None:
    client = office.member("assistant")
    office.key(client, office.begin(client), {"Q2": "r", "Q3": "9", "Q4": "2", "Q5": "1"})
    (answers,) = office.answers()
    assert (answers["Q2-keyed"], answers["Q3-keyed"], "Q5" in answers) == ("unreadable", "unusable", False)
    assert "1 form. Those answers do not count." in client.open(f"{KEYING}/1").words


def test_the_first_submit_button_checks_and_only_the_button_with_its_name_saves(sqlite_office: Office) -> None:
    page = opened(sqlite_office, sqlite_office.member("assistant"))
    buttons = form_to(page, "#checked").buttons
    assert [(each.words, each.value) for each in buttons] == [
        ("Check", ""),
        ("Check", ""),
        ("Save and next form", "save"),
    ]


def test_a_form_sent_twice_is_stored_once(office: Office) -> None:
    client = office.member("assistant")
    page = opened(office, client)
    for _ in range(2):
        after = office.key(client, page, FILLED)
        assert "Form 1 is saved." in after.words
    assert len(office.responses()) == 1


def test_two_who_share_a_pile_get_numbers_of_their_own(office: Office) -> None:
    first, second = office.member("assistant"), office.member("colleague")
    page = opened(office, first)
    other = second.open(page.path)
    office.key(first, page, FILLED)
    after = office.key(second, other, {**FILLED, "Q4": "2"})
    assert "It is saved as form 2: a colleague saved form 1 meanwhile. Write 2 on it." in after.words
    assert len(office.responses()) == 2


def test_of_a_form_that_ends_the_survey_nothing_is_kept_but_its_number(office: Office) -> None:
    client = office.member("assistant")
    after = office.key(client, office.begin(client), {**FILLED, "Q2": "1"})
    assert "nothing of it is kept" in after.words
    assert office.responses() == []
    assert office.read(lambda c: c.execute(select(sheet.c.typed)).scalars().all()) == ["{}"]


def test_when_nothing_can_be_stored_the_page_comes_back_filled(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sqlite_office.member("assistant")
    page = opened(sqlite_office, client)

    async def refused(*_: object) -> None:
        raise NotStored

    monkeypatch.setattr(Writer, "transaction", refused)
    again = sqlite_office.key(client, page, {**FILLED, "Q9": "Two\nlines & <b>"})
    assert (again.status, value_of(again, "Q9").strip()) == (503, "Two\nlines & <b>")
    monkeypatch.undo()
    sqlite_office.key(client, again, {})
    assert len(sqlite_office.responses()) == 1


def test_a_form_sent_after_signing_out_is_kept_in_the_page(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    page = opened(sqlite_office, client)
    client.cookies.clear()
    refused = client.press(page, "Save and next form", FILLED, form_to(page, "#checked"))
    assert refused.status == 403
    assert 'name="kept"' in refused.html
    assert sqlite_office.responses() == []


@pytest.mark.parametrize(("name", "status"), [("elsewhere", 404), ("analyst", 403), ("outsider", 403)])
def test_only_an_assistant_of_the_survey_enters(office: Office, name: str, status: int) -> None:
    batch_page = office.begin(office.member("assistant"))
    client = office.member(name)
    token = {"form_token": form_to(client.open("/team/account"), "/sign-out").values()["form_token"]}
    for path in ("", "/form"):
        assert client.open(f"{batch_page.path}{path}").status == status
    assert client.open(KEYING).status == status
    for path in (KEYING, f"{batch_page.path}/form", f"{batch_page.path}/end", f"{batch_page.path}/rest"):
        assert client.post(path, {**token, "go": ("save",), "mark": ("ab",)}).status == status
    assert (office.responses(), office.events(name)) == ([], [])


def test_a_batch_of_another_survey_is_not_found_there(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    sqlite_office.begin(client)
    for number in ("1", "2", "x", "-1", "9" * 30):
        assert client.open(f"/team/surveys/staff/keying/{number}").status == 404


def test_staffs_answers_about_themselves_are_stored_apart_and_on_no_sheet(office: Office) -> None:
    client = office.member("elsewhere")
    office.key(client, office.begin(client, "staff"), FILLED)
    (answers,) = office.answers()
    assert "E1" not in answers
    assert '"E1"' not in office.read(lambda c: c.execute(select(sheet.c.typed)).scalar_one())


def test_an_ended_batch_takes_no_more_forms_and_loses_nothing_typed(office: Office) -> None:
    client = office.member("assistant")
    page = opened(office, client)
    office.key(client, page, FILLED)
    waiting = client.open(page.path)
    batch_page = client.open(f"{KEYING}/1")
    ended = client.press(batch_page, "End this batch", form=form_to(batch_page, "/end"))
    assert "1 form of 1 to be keyed again by a colleague, or to be settled." in ended.words
    refused = office.key(client, waiting, {"Q9": "A long story"})
    assert (refused.status, value_of(refused, "Q9").strip()) == (409, "A long story")
    assert len(office.responses()) == 1
    assert client.open(f"{KEYING}/1/form").path == f"{KEYING}/1"
    assert office.events("assistant") == ["batch of forms begun", "batch of forms ended"]


def test_nobody_can_start_by_the_link_that_stands_for_paper(sqlite_office: Office) -> None:
    sqlite_office.begin(sqlite_office.member("assistant"))
    codes = sqlite_office.read(lambda c: list(c.execute(select(collector.c.code)).scalars()))
    (keyed,) = [code for code in codes if code != "open"]
    assert sqlite_office.person().open(f"/residents/from/{keyed}").status == 404


def test_a_print_run_is_one_of_the_round(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    assert sqlite_office.begin(client, run="nowhere").problems[0][0] == "run"
    sqlite_office.key(client, sqlite_office.begin(client, run="open"), FILLED)
    (row,) = sqlite_office.responses()
    assert (row.collector_id, row.channel) == (sqlite_office.surveys["residents"].collector_id, "paper")


def test_no_account_and_no_time_stands_in_a_batch(office: Office) -> None:
    office.begin(office.member("assistant"))
    row = office.read(lambda c: c.execute(select(batch)).one())
    assert not any(isinstance(value, int) and value > 10**9 for value in row)
    assert not {name for name in sheet.c.keys() if name.endswith("_at")}  # noqa: SIM118  # columns, not a dictionary


def test_the_surveys_page_leads_whoever_keys_its_forms_there_and_nobody_else(sqlite_office: Office) -> None:
    for name, there in (("assistant", True), ("colleague", True), ("elsewhere", False), ("analyst", False)):
        page = sqlite_office.member(name).open("/team/surveys/residents")
        assert (f'href="{KEYING}"' in page.html) is there
    assert "Key paper forms" in sqlite_office.member("assistant").open("/team").words


def test_results_tell_how_many_answered_on_paper(sqlite_office: Office) -> None:
    assistant, analyst = sqlite_office.member("assistant"), sqlite_office.member("analyst")
    page = sqlite_office.begin(assistant)
    for _ in range(3):
        page = sqlite_office.key(assistant, page, FILLED)
    sqlite_office.key(assistant, sqlite_office.begin(assistant, way="beside"), FILLED)
    words = analyst.open("/team/surveys/residents").words
    assert re.search("On paper ?3", words)
    assert re.search("With help, or by telephone ?1", words)
    assert "Too few to say" in analyst.open("/team/surveys/residents/results/how-collected").words
