"""Start here: each step is ticked by what this member has really done, and by nothing else."""

import pytest
from msgspec.structs import replace

from survey_app.results.starting import Ground, Stand, StartHere, start_here
from survey_app.surveys.surveys import load, published_version, survey_by_slug
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.first_steps import FirstSteps, first_steps
from tests.demonstration.team import Team, has_form_to, pressed
from tests.demonstration.test_practice import practised
from tests.respond.client import Page
from tests.respond.walker import OWN
from tests.results.sample import NOON

GROUND = Ground(
    "Getting online", "/team/surveys/residents", "http://surveys.test/residents", "", manages=True, prints=True
)


def stands(start: StartHere) -> list[Stand]:
    return [step.stand for step in start.steps]


def steps_of(page: Page) -> list[str]:
    """The first line of each step: its title and where it stands."""
    (listed,) = (each for each in page.document.every("ol") if each.attributes.get("class") == "steps")
    return [next(each.every("p")).words() for each in listed.every("li")]


def test_the_steps_are_the_five_in_their_order() -> None:
    titles = [step.title for step in start_here(FirstSteps(), GROUND).steps]
    assert titles == [
        "Try a survey",
        "Change a word",
        "See results with pretend answers",
        "Make a poster",
        "Invite a colleague",
    ]


def test_every_step_is_ticked_once_all_is_done() -> None:
    done = FirstSteps(tried=True, read=True, postered=True, invited=True)
    assert start_here(done, GROUND).progress == "4 of 5 done"
    start = start_here(done, replace(GROUND, changed=True))
    assert stands(start) == [Stand.DONE] * 5
    assert start.progress == "5 of 5 done"


def test_who_does_not_run_the_service_is_not_asked_for_what_others_do() -> None:
    start = start_here(FirstSteps(), replace(GROUND, manages=False, prints=False))
    assert stands(start) == [Stand.OPEN, Stand.ASK, Stand.OPEN, Stand.ASK, Stand.ASK]
    assert start.progress == "0 of 2 done"
    assert GROUND.public in start.steps[3].words


def test_a_member_who_may_see_no_survey_gets_no_steps() -> None:
    assert start_here(FirstSteps(), None).steps == ()


@pytest.mark.parametrize(
    "event", [Event.SURVEY_TRIED, Event.PRETEND_RESULTS_READ, Event.POSTER_MADE, Event.MEMBER_ADDED]
)
def test_each_step_is_ticked_by_its_own_event_of_this_member_alone(team: Team, event: Event) -> None:
    own, other = team.members["analyst"].id, team.members["viewer"].id
    with team.database.write() as connection:
        audit.append(connection, team.keys, NOON, own, event)
    found = team.read(lambda connection: first_steps(connection, own))
    assert [found.tried, found.read, found.postered, found.invited].count(True) == 1
    assert team.read(lambda connection: first_steps(connection, other)) == FirstSteps()


def test_trying_reading_and_filling_tick_what_was_done(team: Team) -> None:
    client = team.member("manager")
    assert steps_of(client.open("/team"))[0].endswith("To do")
    practised(team, client, "residents", OWN)
    assert steps_of(client.open("/team"))[0].endswith("Done")
    pressed(client, client.open("/team/surveys/residents"), "/pretend")
    page = client.open("/team")
    assert steps_of(page)[2].endswith("To do")
    client.follow(page, "Read pretend results")
    page = client.open("/team")
    assert steps_of(page)[2].endswith("Done")
    assert "2 of 5 done" in page.words
    assert steps_of(team.member("viewer").open("/team"))[0].endswith("To do")


def test_a_changed_word_ticks_its_step_once_it_is_published(sqlite_team: Team) -> None:
    client = sqlite_team.member("manager")
    assert steps_of(client.open("/team"))[1].endswith("To do")
    known = sqlite_team.read(lambda connection: survey_by_slug(connection, "residents"))
    assert known is not None
    version = sqlite_team.read(lambda connection: published_version(connection, known))
    assert version is not None
    renamed = replace(version.questionnaire, title="Getting online here")
    for publishing, stand in ((False, "To do"), (True, "Done")):
        with sqlite_team.database.write() as connection:
            load(connection, "residents", renamed, NOON, publishing=publishing)
        assert steps_of(client.open("/team"))[1].endswith(stand)


def test_reading_real_results_ticks_nothing(sqlite_team: Team) -> None:
    sqlite_team.answer("residents", 30)
    client = sqlite_team.member("analyst")
    client.open("/team/surveys/residents/results")
    assert sqlite_team.events("analyst") == []


def test_reading_again_is_noted_once(sqlite_team: Team) -> None:
    client = sqlite_team.member("manager")
    pressed(client, client.open("/team/surveys/residents"), "/pretend")
    for _ in range(2):
        client.open("/team/surveys/residents/results")
    assert sqlite_team.events("manager") == ["pretend answers made", "pretend results read"]


def test_it_can_be_put_away_and_brought_back_by_the_member_alone(team: Team) -> None:
    client = team.member("analyst")
    page = pressed(client, client.open("/team"), "/start-here/hide")
    assert not has_form_to(page, "/start-here/hide")
    page = client.follow(page, "Help")
    assert len(steps_of(page)) == 5
    assert has_form_to(team.member("viewer").open("/team"), "/start-here/hide")
    page = pressed(client, page, "/start-here/show")
    assert len(steps_of(page)) == 5
    assert has_form_to(page, "/start-here/hide")


def test_an_outsider_is_shown_help_and_no_steps(sqlite_team: Team) -> None:
    page = sqlite_team.member("outsider").open("/team/help")
    assert page.heading == "Help"
    assert "Start here" not in page.words
