"""Trying a survey: the residents' real pages from end to end, and nothing of it anywhere afterwards."""

import pytest
from sqlalchemy import Connection, func, select, update

from survey_app.respond.drafts import BeginDraft, delete_expired
from survey_app.respond.journey import Draft
from survey_app.respond.responses import NewResponse, SendResponse, Sent
from survey_app.surveys.practice import NEVER, practice_link, rehearsal
from survey_app.surveys.waves import PRACTICE_NUMBER, waves_of
from survey_app.tables.respond import change, draft, profile_answer, receipt
from survey_app.tables.surveys import wave
from tests.demonstration.team import SLUGS, Team, form_to, tried
from tests.respond.client import Client, Page
from tests.respond.documents import by_id
from tests.respond.walker import OWN, SHARED, Walk
from tests.results.sample import DAY, NOON

RECEIPT_LETTERS = len("123 456 789 012 345")

BAND = "Practice: nothing is kept."
OVER = "This practice is over"
HOUR = 3600


def band(page: Page) -> bool:
    """Whether the page says in its header that it is practice."""
    header = page.document.first("header")
    assert header is not None
    return BAND in header.words()


def left(team: Team) -> dict[str, int]:
    """How many rows there are of everything that answers could leave behind, and how often responses changed."""

    def count(connection: Connection) -> dict[str, int]:
        tables = {table.name: table for table in (draft, receipt, profile_answer)}
        rows = {
            name: connection.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in tables
        }
        return rows | {"changes": connection.execute(select(change.c.n)).scalar_one()}

    return team.read(count) | {"responses": len(team.responses())}


def practised(team: Team, client: Client, slug: str, start: str) -> Walk:
    walk = Walk(client, 3)
    walk.pages.append(tried(client, slug))
    walk.onwards(client.press(walk.pages[0], start))
    return walk


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_whole_practice_says_so_on_every_page_and_leaves_nothing(team: Team, slug: str, start: str) -> None:
    before = left(team)
    walk = practised(team, team.member("analyst"), slug, start)
    assert len(walk.pages) > 8
    assert all(band(page) for page in walk.pages)
    headings = [page.heading for page in walk.pages]
    assert "Check your answers" in headings
    assert "Practice is over: nothing was sent." in headings
    assert not any("Your answers have been sent" in page.words for page in walk.pages)
    assert left(team) == before


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_people_beside_it_meet_no_word_of_practice_and_are_counted(team: Team, start: str) -> None:
    practised(team, team.member("analyst"), "residents", start)
    before = left(team)
    walk = Walk(team.person(), 3)
    walk.whole("residents", start)
    assert len(walk.pages) > 8
    assert not any("ractice" in page.html for page in walk.pages)
    assert left(team)["responses"] == before["responses"] + 1


def test_a_survey_that_has_closed_can_be_tried(team: Team) -> None:
    with team.database.write() as connection:
        connection.execute(update(wave).where(wave.c.number > 0).values(opens_at=NOON - DAY, closes_at=NOON - HOUR))
    walk = practised(team, team.member("viewer"), "residents", OWN)
    assert all(band(page) for page in walk.pages)
    assert "Practice is over" in walk.pages[-1].heading
    assert team.responses() == []


def begun(team: Team, wave_id: int, collector_id: int, key: bytes) -> SendResponse:
    """Store a draft in a round, past the pages; gives the write that would send it."""
    fieldwork = team.surveys["residents"]
    beginning = BeginDraft(
        key=key,
        wave_id=wave_id,
        version_id=fieldwork.version.id,
        collector_id=collector_id,
        variant="en",
        shared=False,
        content=Draft(),
        expires_hour=NOON + DAY,
    )
    with team.database.write() as connection:
        BeginDraft.store(connection, [beginning])
    new = NewResponse(
        survey_id=fieldwork.survey.id,
        version_id=fieldwork.version.id,
        wave_id=fieldwork.wave.id,
        collector_id=fieldwork.collector_id,
        channel="web",
        place="",
        variant="en",
        help="",
        day="2026-05-28",
        answers={"Q1": "daily"},
        reached=None,
        pace="unknown",
        withdraw_by=None,
        profile={},
    )
    return SendResponse(key=key, revision=1, code_hash=key, response=new, now=NOON)


def sent(team: Team, write: SendResponse) -> Sent:
    with team.database.write() as connection:
        (outcome,) = SendResponse.store(connection, [write])
        return outcome


def practice_draft(team: Team, key: bytes = b"p" * 32) -> SendResponse:
    survey = team.surveys["residents"].survey
    with team.database.write() as connection:
        practice_link(connection, survey.id, team.members["analyst"].id, NOON)
        found = rehearsal(connection, survey, NOON)
    assert found is not None
    return begun(team, found.wave.id, found.links[0].id, key)


def test_a_practice_draft_forced_into_the_write_that_sends_is_refused(team: Team) -> None:
    write = practice_draft(team)
    assert sent(team, write) is Sent.CLOSED
    assert team.responses() == []
    assert left(team)["receipt"] == 0


def test_an_ordinary_draft_in_the_same_write_becomes_a_response(team: Team) -> None:
    fieldwork = team.surveys["residents"]
    assert sent(team, begun(team, fieldwork.wave.id, fieldwork.collector_id, b"o" * 32)) is Sent.STORED
    assert team.responses() == [("counted", False)]


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"opens_at": 0}, Sent.CLOSED),
        ({"number": 7}, Sent.CLOSED),
        ({"opens_at": 0, "number": 7}, Sent.STORED),
    ],
)
def test_the_round_s_number_and_its_opening_each_refuse_alone(
    team: Team, values: dict[str, int], outcome: Sent
) -> None:
    write = practice_draft(team)
    with team.database.write() as connection:
        connection.execute(update(wave).where(wave.c.number == PRACTICE_NUMBER).values(values))
    assert sent(team, write) is outcome


def test_the_round_is_among_no_others(team: Team) -> None:
    survey = team.surveys["residents"].survey
    before = team.read(lambda connection: waves_of(connection, survey.id))
    tried(team.member("analyst"), "residents")
    stored = team.read(lambda connection: connection.execute(select(wave.c.number, wave.c.opens_at)).all())
    assert (PRACTICE_NUMBER, NEVER) in [tuple(row) for row in stored]
    assert team.read(lambda connection: waves_of(connection, survey.id)) == before


def test_stopping_deletes_what_was_typed(sqlite_team: Team) -> None:
    client = sqlite_team.member("analyst")
    page = client.press(tried(client, "residents"), OWN)
    assert left(sqlite_team)["draft"] == 1
    page = client.press(page, "Stop and come back later")
    assert band(page)
    page = client.press(page, "Delete my answers")
    assert band(page)
    assert page.heading == "Your answers are deleted"
    assert page.link("Go back to the team's pages") == "/team"
    assert left(sqlite_team)["draft"] == 0
    assert sqlite_team.events("analyst") == []


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_what_is_left_lying_expires_within_hours(sqlite_team: Team, start: str) -> None:
    client = sqlite_team.member("analyst")
    client.press(tried(client, "residents"), start)
    with sqlite_team.database.write() as connection:
        assert delete_expired(connection, NOON, 10) == 0
        assert delete_expired(connection, NOON + 6 * HOUR, 10) == 1


def test_only_who_may_see_a_survey_can_try_it(team: Team) -> None:
    outsider = team.member("outsider")
    token = form_to(outsider.open("/team/account"), "sign-out").values()["form_token"]
    assert outsider.post("/team/surveys/residents/try", {"form_token": token}).status == 404
    analyst = team.member("analyst")
    assert analyst.post("/team/surveys/residents/try", {"form_token": ("wrong",)}).status == 403
    assert analyst.post("/team/surveys/nowhere/try", {"form_token": ("wrong",)}).status in {403, 404}
    assert team.person().post("/team/surveys/residents/try", {}).status == 403
    assert team.person().open("/practice-residents").status == 404


def test_nobody_begins_without_a_link_or_by_an_old_one(sqlite_team: Team) -> None:
    analyst = sqlite_team.member("analyst")
    old = tried(analyst, "residents").target
    new = tried(analyst, "residents").target
    person = sqlite_team.person()
    assert person.open("/practice-residents").heading == OVER
    assert person.open(old).heading == OVER
    page = person.open(new)
    assert page.heading == "Getting online (practice)"
    sqlite_team.clock.now += 5 * HOUR
    assert person.open(new).heading == OVER
    assert person.press(page, OWN).heading == OVER
    assert left(sqlite_team)["draft"] == 0


def test_back_and_start_again_work_as_for_people(sqlite_team: Team) -> None:
    client = sqlite_team.member("analyst")
    page = client.press(tried(client, "residents"), OWN)
    start = client.press(page, "Back")
    assert band(start)
    assert "Carry on" in start.words
    assert client.press(start, "Start again").heading == page.heading


def test_after_its_time_a_page_that_is_posted_says_that_practice_is_over(sqlite_team: Team) -> None:
    client = sqlite_team.member("analyst")
    page = client.press(tried(client, "residents"), OWN)
    with sqlite_team.database.write() as connection:
        connection.execute(draft.delete())
    assert client.press(page, "Continue").heading == OVER
    assert left(sqlite_team)["draft"] == 0


def test_own_answers_under_way_in_the_same_browser_stay(sqlite_team: Team) -> None:
    client = sqlite_team.member("analyst")
    Walk(client, 3).reach("residents", "tasks")
    practised(sqlite_team, client, "residents", OWN)
    page = client.open("/residents")
    assert not band(page)
    assert "Carry on" in page.words
    assert left(sqlite_team)["draft"] == 1


def test_no_code_is_looked_up_in_practice(sqlite_team: Team) -> None:
    person = sqlite_team.person()
    page = Walk(person, 3).reach("residents", "check")
    page = person.press(page, "Send my answers", {"receipt": "1"})
    code = next(words for each in page.document.every("bdi") if len(words := each.words()) == RECEIPT_LETTERS)
    client = sqlite_team.member("analyst")
    tried(client, "residents")
    told = client.post("/practice-residents/en/take-back", {"code": (code,)})
    assert band(told)
    assert "nothing is taken back" in told.words
    assert sqlite_team.responses() == [("counted", False)]
    assert person.post("/residents/en/take-back", {"code": (code,)}).status == 200
    assert sqlite_team.responses() == [("withdrawn", False)]


def test_a_practice_to_the_end_is_noted_for_who_began_it(team: Team) -> None:
    practised(team, team.member("analyst"), "staff", OWN)
    assert team.events("analyst") == ["survey tried"]
    assert team.events("viewer") == []


def test_practising_again_and_again_does_not_fill_the_log(sqlite_team: Team) -> None:
    for slug in ("staff", "residents"):
        practised(sqlite_team, sqlite_team.member("analyst"), slug, OWN)
    assert sqlite_team.events("analyst") == ["survey tried"]


def test_a_code_that_is_asked_for_is_said_to_find_nothing(sqlite_team: Team) -> None:
    client = sqlite_team.member("analyst")
    walk = Walk(client, 3)
    page = walk.onwards(client.press(tried(client, "residents"), OWN), "check")
    thanks = client.press(page, "Send my answers", {"receipt": "1"})
    assert "this code finds nothing" in thanks.words
    assert by_id(thanks.document, "main") is not None
    assert client.open("/practice-residents/en/sent").heading == OVER
