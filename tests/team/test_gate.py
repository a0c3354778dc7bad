"""The gate lets nobody through whom it was not told to."""

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import TestClient
from sqlalchemy import select, update

from survey_app.tables.team import member, session
from survey_app.team.gate import viewer_of
from survey_app.team.members import grant, revoke
from survey_app.team.pages_refused import REFUSALS
from survey_app.team.permissions import Grant, Permission
from tests.team.cast import MINUTE, NOON, RESIDENTS_SURVEY, Cast
from tests.team.site import Site, show_working


def test_somebody_who_is_not_signed_in_is_led_to_signing_in(site: Site) -> None:
    for path in ("/team/account", "/team/working", "/team/either"):
        answer = site.browser().get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/team/sign-in?next={path}")


def test_what_somebody_sends_who_is_not_signed_in_is_refused_in_words(site: Site) -> None:
    answer = site.browser().post("/team/change", words="typed for an hour")
    assert answer.status_code == 403
    assert "what you sent was not saved" in answer.text
    assert "/team/sign-in" in answer.text


def test_what_is_sent_after_the_session_ended_is_refused_in_words(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    token = browser.form_token()
    assert browser.post("/team/change", form_token=token).text == "changed by administrator@council.test"
    site.clock.seconds += 30 * MINUTE
    answer = browser.post("/team/change", form_token=token)
    assert answer.status_code == 403
    assert "You are signed out" in answer.text


def test_an_analyst_passes_where_working_figures_are(site: Site, cast: Cast) -> None:
    assert site.signed_in(cast.analyst).get("/team/working").text == "working figures for analyst@council.test"


def test_nobody_else_passes_where_working_figures_are(site: Site, cast: Cast) -> None:
    for who in (cast.administrator, cast.viewer, cast.outsider):
        answer = site.signed_in(who).get("/team/working")
        assert answer.status_code == 403
        assert "Your permissions do not include this page" in answer.text


def test_one_of_several_permissions_is_enough(site: Site, cast: Cast) -> None:
    for who, status in ((cast.analyst, 200), (cast.viewer, 200), (cast.administrator, 403), (cast.outsider, 403)):
        assert site.signed_in(who).get("/team/either").status_code == status


def test_a_permission_for_one_survey_passes_the_gate(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.outsider)
    given = Grant(Permission.SEE_WORKING, RESIDENTS_SURVEY)
    with site.service.database.write() as connection:
        grant(connection, site.service.keys, cast.outsider.id, given, NOON)
    assert browser.get("/team/working").status_code == 200


def test_a_permission_taken_away_is_gone_at_the_next_page(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    assert browser.get("/team/working").status_code == 200
    with site.service.database.write() as connection:
        revoke(connection, site.service.keys, cast.analyst.id, Permission.SEE_WORKING, None, NOON)
    assert browser.get("/team/working").status_code == 403


def test_a_member_who_is_shut_out_is_out_at_the_next_page(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    with site.service.database.write() as connection:
        connection.execute(update(member).where(member.c.id == cast.analyst.id).values(disabled_at=NOON))
    assert browser.get("/team/account").status_code == 303


def test_a_route_that_forgot_to_declare_lets_nobody_in(site: Site, cast: Cast) -> None:
    for who in (cast.administrator, cast.analyst):
        browser = site.signed_in(who)
        for path in ("/team/forgot-permission", "/team/forgot-audience"):
            answer = browser.get(path)
            assert answer.status_code == 403
            assert "for nobody" not in answer.text


def test_a_form_with_its_sessions_token_is_taken(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    assert browser.post("/team/change", form_token=browser.form_token()).status_code == 200


def test_a_form_with_another_sessions_token_is_refused(site: Site, cast: Cast) -> None:
    browser, elsewhere = site.signed_in(cast.administrator), site.signed_in(cast.administrator)
    answer = browser.post("/team/change", form_token=elsewhere.form_token())
    assert answer.status_code == 403
    assert "not saved yet" in answer.text
    assert "Send it now" in answer.text


def test_a_form_without_the_token_is_refused(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    assert browser.post("/team/change").status_code == 403
    for token in ("", "0" * 64, "é", "team"):
        assert browser.post("/team/change", form_token=token).status_code == 403


def test_a_cookie_that_was_tampered_with_is_as_good_as_none(site: Site, cast: Cast) -> None:
    good = site.signed_in(cast.analyst).cookies["team"]
    for sent in ("", "x", "é", "a" * 3000, "team", "..", '"', good[:-1], good + "a", good.swapcase()):
        browser = site.browser()
        browser.cookies = {"team": sent}
        assert browser.get("/team/account").status_code == 303


def test_use_is_noted_once_a_minute_and_not_at_every_page(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)

    def seen() -> int:
        with site.service.database.write() as connection:
            return int(connection.execute(select(session.c.seen_at)).scalar_one())

    site.clock.seconds = NOON + MINUTE - 1
    browser.get("/team/account")
    assert seen() == NOON
    site.clock.seconds = NOON + MINUTE
    browser.get("/team/account")
    assert seen() == NOON + MINUTE


def test_a_route_served_without_the_gate_lets_nobody_in() -> None:
    unguarded = Router("/team", route_handlers=[show_working], dependencies={"viewer": Provide(viewer_of)})
    application = Litestar([unguarded], exception_handlers=REFUSALS, openapi_config=None)
    with TestClient(application) as client:
        client.follow_redirects = False
        assert client.get("/team/working").status_code == 303
