"""What is not found or goes wrong under /team is told in the team's frame, and residents' pages keep theirs."""

import pytest

from tests.team.cast import Cast
from tests.team.site import Site

TEAMS_FOOT = "Soundings, for surveys and what came of them."


def test_a_page_that_is_not_there_has_the_teams_frame(site: Site, cast: Cast) -> None:
    for browser in (site.browser(), site.signed_in(cast.viewer)):
        answer = browser.get("/team/nowhere/at/all")
        assert answer.status_code == 404
        assert "Page not found" in answer.text
        assert TEAMS_FOOT in answer.text


def test_outside_the_teams_pages_the_frame_is_the_residents(site: Site, cast: Cast) -> None:
    answer = site.browser().get("/nowhere")
    assert answer.status_code == 404
    assert TEAMS_FOOT not in answer.text


def test_who_may_not_see_a_page_keeps_the_menu(site: Site, cast: Cast) -> None:
    answer = site.signed_in(cast.viewer).get("/team/working")
    assert answer.status_code == 403
    assert 'href="/team/account"' in answer.text


def test_a_failure_says_nothing_of_what_failed(site: Site, cast: Cast) -> None:
    answer = site.signed_in(cast.viewer).get("/team/broken")
    assert answer.status_code == 500
    assert "It is our fault" in answer.text
    assert TEAMS_FOOT in answer.text
    assert "somebody&#39;s answer" not in answer.text
    assert "LookupError" not in answer.text


def test_what_a_page_can_be_asked_is_said(site: Site, cast: Cast) -> None:
    answer = site.signed_in(cast.viewer).get("/team/sign-out")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert TEAMS_FOOT in answer.text


def test_while_nothing_can_be_written_a_form_says_so(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    token = browser.form_token()
    with site.client.portal() as portal:
        portal.call(site.service.writer.stop)
    answer = browser.post("/team/members", form_token=token, email="new@council.test")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert TEAMS_FOOT in answer.text


@pytest.mark.parametrize("who", ["administrator", "analyst", "viewer", "outsider"])
def test_members_stands_in_the_menu_of_who_runs_the_service_only(site: Site, cast: Cast, who: str) -> None:
    page = site.signed_in(getattr(cast, who)).get("/team/account").text
    assert ('href="/team/members"' in page) == (who == "administrator")
