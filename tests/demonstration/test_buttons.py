"""The buttons of a survey's page: pretend answers are made, seen coming, stopped, removed, and refused beside real."""

import time
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from survey_app import writer
from survey_app.demo import making
from survey_app.results.pretend import SHOWN
from survey_app.surveys import pretending
from survey_app.surveys.pretending import SECONDS, Work, people_for, work_on
from survey_app.surveys.waves import waves_of
from survey_app.tables.respond import profile_answer
from survey_app.tables.surveys import wave
from tests.demonstration.team import Team, form_to, has_form_to, pressed
from tests.respond.client import Client, Page
from tests.results.sample import NOON

FILL, STOP, REMOVE = "/pretend", "/pretend/stop", "/pretend/remove"


def survey_page(client: Client, slug: str = "residents") -> Page:
    return client.open(f"/team/surveys/{slug}")


def rounds(team: Team) -> int:
    return team.read(lambda connection: int(connection.execute(select(func.count()).select_from(wave)).scalar_one()))


@pytest.mark.parametrize("slug", ["residents", "staff"])
def test_they_are_made_and_marked_and_removed_again(team: Team, slug: str) -> None:
    before, count = rounds(team), people_for(slug)
    client = team.member("manager")
    page = pressed(client, survey_page(client, slug), FILL)
    assert team.responses() == [("counted", True)] * count
    assert f"{count:,} pretend answers are stored" in page.words
    assert SHOWN in page.words
    assert not has_form_to(page, FILL)
    page = pressed(client, page, REMOVE)
    assert team.responses() == []
    assert rounds(team) == before
    assert SHOWN not in page.words
    assert has_form_to(page, FILL)
    assert team.events("manager") == ["pretend answers made", "pretend answers removed"]
    assert team.read(lambda connection: work_on(connection, team.surveys[slug].survey.id)) is None


def test_of_staff_the_answers_about_themselves_go_too(team: Team) -> None:
    client = team.member("manager")
    page = pressed(client, survey_page(client, "staff"), FILL)
    chosen = select(func.count()).select_from(profile_answer)
    assert team.read(lambda connection: int(connection.execute(chosen).scalar_one())) > 0
    pressed(client, page, REMOVE)
    assert team.read(lambda connection: int(connection.execute(chosen).scalar_one())) == 0


def test_where_somebody_real_has_answered_they_are_refused_in_words(team: Team) -> None:
    client = team.member("manager")
    page = survey_page(client)
    team.answer("residents", 1)
    told = pressed(client, page, FILL)
    assert told.status == 409
    assert "Somebody has answered it" in told.words.replace("somebody", "Somebody")
    assert team.responses() == [("counted", False)]
    assert not has_form_to(survey_page(client), FILL)
    assert team.events("manager") == []


@pytest.mark.parametrize("name", ["analyst", "viewer"])
def test_only_who_runs_the_service_has_the_buttons(team: Team, name: str) -> None:
    client = team.member(name)
    page = survey_page(client)
    assert not has_form_to(page, FILL)
    token = form_to(page, "/try").values()["form_token"]
    for action in (FILL, STOP, REMOVE):
        assert client.post(f"/team/surveys/residents{action}", {"form_token": token}).status in {403, 404}
    assert team.responses() == []


def test_a_form_without_its_token_and_somebody_signed_out_change_nothing(team: Team) -> None:
    client = team.member("manager")
    assert client.post("/team/surveys/residents/pretend", {"form_token": ("wrong",)}).status == 403
    assert team.person().post("/team/surveys/residents/pretend", {}).status == 403
    assert team.responses() == []


def test_who_runs_the_service_and_reads_no_results_can_make_them(team: Team) -> None:
    client = team.member("administrator")
    page = pressed(client, survey_page(client), FILL)
    assert "1,200 pretend answers are stored" in page.words
    assert len(team.responses()) == 1_200


def test_a_survey_that_has_not_opened_can_be_filled(sqlite_team: Team) -> None:
    client = sqlite_team.member("manager")
    pressed(client, survey_page(client, "later"), FILL)
    assert len(sqlite_team.responses()) == people_for("later")
    results = client.follow(survey_page(client, "later"), "Read the results")
    assert "Pretend answers." in results.words
    assert "people answered" in results.words


def under_way(team: Team, work: Work) -> None:
    """Let work on the residents' survey be under way in some other process."""
    with team.database.write() as connection:
        assert pretending.begin(connection, team.surveys["residents"].survey.id, work, NOON)


def test_while_they_are_made_the_page_says_how_far_it_is_and_can_stop_it(team: Team) -> None:
    client = team.member("manager")
    under_way(team, Work("make", "ab", 1_200))
    page = survey_page(client)
    assert "Making pretend answers: 0 of 1,200." in page.words
    assert client.follow(page, "See how far it is").path == "/team/surveys/residents"
    assert not has_form_to(page, FILL)
    stopped = pressed(client, page, STOP)
    assert "Stopping." in stopped.words
    assert not has_form_to(stopped, STOP)
    token = form_to(page, STOP).values()["form_token"]
    again = client.post("/team/surveys/residents/pretend", {"form_token": token})
    assert "Stopping." in again.words
    assert team.responses() == []


def test_work_that_was_broken_off_is_said_to_be_and_can_be_begun_again(team: Team) -> None:
    client = team.member("manager")
    under_way(team, Work("make", "ab", 1_200))
    team.clock.now += SECONDS
    page = survey_page(client)
    assert "broken off: 0 of 1,200" in page.words
    assert has_form_to(page, REMOVE)
    page = pressed(client, page, FILL)
    assert "1,200 pretend answers are stored" in page.words


def test_stopped_in_the_middle_nothing_of_them_is_left(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    before, client = rounds(team), team.member("manager")
    parts, go_on, survey_id = [], pretending.go_on, team.surveys["residents"].survey.id

    def stopping(*given: object) -> bool:
        """At the third part somebody presses Stop."""
        parts.append(given)
        connection, survey, work, now = given
        if len(parts) == 4:
            assert pretending.stop(connection, survey, now)  # type: ignore[arg-type]  # as it was called
        return go_on(connection, survey, work, now)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr("survey_app.surveys.pretending.go_on", stopping)
    page = pressed(client, survey_page(client), FILL)
    assert len(parts) > 4
    assert team.responses() == []
    assert rounds(team) == before
    assert has_form_to(page, FILL)
    assert team.read(lambda connection: work_on(connection, survey_id)) is None


def test_what_fails_half_way_is_said_to_be_broken_off(sqlite_team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise LookupError("an answer is refused")

    monkeypatch.setattr(making, "store", failing)
    client = sqlite_team.member("manager")
    page = pressed(client, survey_page(client), FILL)
    assert "broken off: 0 of 1,200" in page.words
    monkeypatch.undo()
    page = pressed(client, pressed(client, page, REMOVE), FILL)
    assert "1,200 pretend answers are stored" in page.words


def slow_transactions(team: Team, caplog: pytest.LogCaptureFixture, patch: pytest.MonkeyPatch) -> list[str]:
    """What the log says of transactions, timed by what they take of a processor: a busy machine may stall any."""
    patch.setattr(writer, "time", SimpleNamespace(monotonic=time.thread_time))
    client = team.member("manager")
    page = pressed(client, survey_page(client, "staff"), FILL)
    pressed(client, page, REMOVE)
    return [record.message for record in caplog.records if "transaction took" in record.message]


def test_each_transaction_is_short(
    sqlite_team: Team, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = slow_transactions(sqlite_team, caplog, monkeypatch)
    assert len(slow) <= 1, slow


def test_negative_control_transactions_that_take_longer_are_told(
    sqlite_team: Team, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SLOW_SECONDS", 0.001)
    assert len(slow_transactions(sqlite_team, caplog, monkeypatch)) > 3


def test_made_twice_after_a_lost_commit_they_are_there_once(team: Team) -> None:
    client = team.member("manager")
    pressed(client, survey_page(client), FILL)
    numbers = [each.number for each in team.read(lambda c: waves_of(c, team.surveys["residents"].survey.id))]
    pressed(client, survey_page(client), REMOVE)
    pressed(client, survey_page(client), FILL)
    again = [each.number for each in team.read(lambda c: waves_of(c, team.surveys["residents"].survey.id))]
    assert numbers == again
    assert len(team.responses()) == 1_200
