"""Answers given by telephone or beside somebody: the survey's own pages, read out, and how they came is stored."""

import pytest
from sqlalchemy import Connection, select

from survey_app.questionnaire.aloud import NO, YES
from survey_app.questionnaire.definition import Many, One
from survey_app.respond.assisted.reading_out import (
    ALL_NO,
    CONSENT,
    EACH_ROW,
    MANY_ANSWERS,
    ONE_ANSWER,
    OPENING_TITLE,
    SILENT,
    read_out,
)
from survey_app.respond.route import route_of
from survey_app.surveys.waves import KEYED
from survey_app.tables.surveys import collector
from tests.demonstration.team import form_to
from tests.respond.assisted.office import Office
from tests.respond.assisted.paper import FORM
from tests.respond.client import Client, Page
from tests.results.sample import FIRST

BATCH = "/team/surveys/residents/keying/1"


def codes(connection: Connection) -> list[str]:
    """The codes of the links of every round."""
    return list(connection.execute(select(collector.c.code)).scalars())


def started(office: Office, way: str, words: str) -> tuple[Client, Page]:
    """The first page of a call, or of somebody at the desk."""
    client = office.member("assistant")
    office.begin(client, way=way, place="Chorley Library")
    start = client.follow(client.open(BATCH), words)
    return client, client.press(start, "Start")


def answered(client: Client, page: Page, *given: dict[str, str | list[str]]) -> Page:
    for answers in given:
        page = client.press(page, "Continue", answers)
    return page


def test_a_call_begins_with_words_for_consent_and_is_stored_as_one(office: Office) -> None:
    client, page = started(office, "telephone", "Begin a call")
    assert page.heading == OPENING_TITLE
    for words in ("Read this to the person:", "About.", "Private.", CONSENT.format(minutes=5)):
        assert words in page.words
    page = answered(
        client, page, {}, {"Q1": "alone"}, {"Q2": "old"}, {}, {"Q3.phone": "yes", "Q3.laptop": "no", "Q3.tablet": "yes"}
    )
    page = client.press(page, "Stop and clear this computer")
    page = client.follow(page, "Send what I have answered so far")
    client.press(page, "Send my answers")
    (row,) = office.responses()
    assert (row.channel, row.help, row.place) == ("telephone", "by_telephone", "Chorley Library")
    (answers,) = office.answers()
    assert answers["Q3"] == ["phone", "tablet"]
    assert not {key for key in answers if key.endswith("-order")}


def test_beside_the_person_the_pages_are_their_own_and_stored_as_helped(sqlite_office: Office) -> None:
    client, page = started(sqlite_office, "beside", "Begin with the next person")
    assert page.heading == "Who is filling this in?"
    page = answered(client, page, {"Q1": "alone"}, {"Q2": "old"})
    page = client.press(page, "Stop and clear this computer")
    client.press(client.follow(page, "Send what I have answered so far"), "Send my answers")
    (row,) = sqlite_office.responses()
    assert (row.channel, row.help) == ("beside", "beside_person")


def test_the_help_that_the_person_tells_of_is_stored_rather_than_that_of_the_way(sqlite_office: Office) -> None:
    client, page = started(sqlite_office, "beside", "Begin with the next person")
    page = answered(client, page, {"Q1": "helped"}, {"Q2": "old"})
    page = client.press(page, "Stop and clear this computer")
    client.press(client.follow(page, "Send what I have answered so far"), "Send my answers")
    assert [row.help for row in sqlite_office.responses()] == ["helped"]


def test_the_same_page_on_the_web_is_not_read_out(sqlite_office: Office) -> None:
    started(sqlite_office, "telephone", "Begin a call")
    person = sqlite_office.person()
    page = person.press(person.open("/residents"), "Start on my own phone or computer")
    assert page.heading == "Who is filling this in?"
    assert ONE_ANSWER not in page.words


def test_a_call_begins_at_once_although_links_are_looked_for_each_second(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_app.surveys.directory.SECONDS", 3600.0)
    assert sqlite_office.person().open("/residents").status == 200
    client = sqlite_office.member("assistant")
    page = sqlite_office.begin(client, way="telephone")
    assert client.follow(page, "Begin a call").status == 200


def test_when_a_batch_has_ended_nobody_can_begin_by_its_link(office: Office) -> None:
    client = office.member("assistant")
    page = office.begin(client, way="telephone")
    code = page.link("Begin a call").rpartition("/")[2]
    assert code in office.read(codes)
    client.press(page, "End this batch", form=form_to(page, "/end"))
    (shut,) = set(office.read(codes)) - {"open", code}
    assert shut.startswith(KEYED)
    assert office.person().open(f"/residents/from/{shut}").status == 404


def test_a_print_runs_link_is_never_shut(sqlite_office: Office) -> None:
    client = sqlite_office.member("assistant")
    page = sqlite_office.begin(client, run="open")
    client.press(page, "End this batch", form=form_to(page, "/end"))
    assert sqlite_office.person().open("/residents").status == 200


def test_each_kind_says_how_it_is_read_out() -> None:
    hints = {question.id: question.hint for section in read_out(FORM).sections for question in section.questions}
    assert hints["Q1"] == ONE_ANSWER
    assert hints["Q3"] == MANY_ANSWERS
    assert hints["Q6"] == EACH_ROW
    assert (hints["Q7"], hints["E0"]) == ("", "")


def test_what_nobody_reads_out_is_marked() -> None:
    questions = [question for section in read_out(FIRST).sections for question in section.questions]
    silent = {
        (question.id, option.code)
        for question in questions
        if isinstance(question, One | Many)
        for option in question.options
        if option.hint.startswith(SILENT)
    }
    assert silent == {("Q1", "dont_know"), ("Q1", "refused"), ("Q2", "dont_know"), ("Q2", "refused"), ("Q8", "refused")}


def test_no_order_is_shuffled_and_no_code_changes() -> None:
    spoken = read_out(FORM)
    assert not any(getattr(question, "shuffle", False) for section in spoken.sections for question in section.questions)
    pairs = [{YES, NO} if stop.section.id == "devices" else set() for stop in route_of(FORM).stops]
    codes = [stop.codes | pair for stop, pair in zip(route_of(FORM).stops, pairs, strict=True)]
    assert [stop.codes for stop in route_of(spoken).stops[1:]] == codes
    assert read_out(FORM) is spoken


def test_each_option_has_a_yes_and_a_no_and_a_change_comes_back_as_it_was_said(sqlite_office: Office) -> None:
    client, page = started(sqlite_office, "telephone", "Begin a call")
    page = answered(client, page, {}, {"Q1": "alone"}, {"Q2": "old"}, {})
    pairs = [each.attributes["name"] for each in page.document.every("input") if each.attributes.get("type") == "radio"]
    assert pairs == [f"Q3.{code}" for code in ("phone", "laptop", "tablet", "other") for _ in (YES, NO)]
    legends = [each.words() for each in page.document.every("legend")]
    assert legends == ["Which devices?", "Phone", "Laptop", "Tablet", "Something else"]
    assert page.words.count(ALL_NO) == 1
    nothing = {f"Q3.{code}": "no" for code in ("phone", "laptop", "tablet", "other")}
    asked = client.press(page, "Continue", nothing)
    assert [key for key, _ in asked.problems] == ["Q3"]
    assert "Ask whether “None of these” is right" in asked.words
    assert asked.form.values()["Q3.laptop"] == ("no",)
    onwards = client.press(asked, "Skip this question")
    back = client.press(onwards, "Back")
    assert (onwards.heading, back.form.values().get("Q3.laptop", ())) == ("Which most?", ())


@pytest.mark.parametrize("way", ["telephone", "beside"])
def test_notes_of_a_call_can_be_keyed_too(sqlite_office: Office, way: str) -> None:
    client = sqlite_office.member("assistant")
    page = sqlite_office.begin(client, way=way)
    sqlite_office.key(client, page, {"Q1": "1", "Q2": "2"})
    assert [row.channel for row in sqlite_office.responses()] == [way]
