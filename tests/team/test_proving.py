"""Proving again who one is before answers leave, and being led only to pages of the team's."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.team.audit import Event
from survey_app.team.reauthentication import HOME, safe_next, with_next
from tests.team.cast import MINUTE, Cast
from tests.team.reading import words
from tests.team.site import CHOSEN, Browser, Site

ANOTHER = "teapot glacier oboe"

ELSEWHERE = [
    "https://evil.test/team",
    "//evil.test/team",
    "/\\evil.test/team",
    "\\\\evil.test",
    "/team//evil.test",
    "/team/../../evil",
    "/team/%2e%2E/evil",
    "/team\r\nLocation: https://evil.test",
    "javascript:alert(1)",
    "/residents",
    "/teamwork",
    "team/account",
    "/team/é",
    "http://[",
    "/team/sign-out",
    "/team/prove?next=/team/prove",
    "",
]

addresses = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["/", "\\", "team", ".", "..", "@", ":", "evil.test", "\t", "?", "#", "%2f"]), max_size=9
    ).map("".join),
).map(lambda rest: rest if rest.startswith("x") else f"/team{rest}")


def signed_in_by_password(site: Site, who: str) -> Browser:
    browser = site.browser()
    assert browser.try_password(who, CHOSEN).status_code == 303
    return browser


def test_just_after_signing_in_nobody_is_asked_again(site: Site, cast: Cast) -> None:
    assert site.signed_in(cast.analyst).get("/team/file").text == "answers"


def test_a_quarter_of_an_hour_later_the_password_is_asked_for_and_leads_to_the_files_page(
    site: Site, cast: Cast
) -> None:
    site.set_password(cast.analyst)
    browser = signed_in_by_password(site, cast.analyst.email)
    site.clock.seconds += 15 * MINUTE - 1
    assert browser.get("/team/file").text == "answers"
    site.clock.seconds += 1
    asked = browser.get("/team/file")
    assert (asked.status_code, asked.headers["location"]) == (303, "/team/prove?next=/team/account")
    page = browser.get(asked.headers["location"]).text
    assert 'autocomplete="current-password"' in page
    proved = browser.press("/team/prove", password=CHOSEN, next="/team/account")
    assert (proved.status_code, proved.headers["location"]) == (303, "/team/account")
    assert browser.get("/team/file").text == "answers"


def test_proving_makes_a_new_id_and_ends_the_old_one(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = signed_in_by_password(site, cast.analyst.email)
    copied = site.browser()
    copied.cookies = dict(browser.cookies)
    site.clock.seconds += 20 * MINUTE
    browser.press("/team/prove", password=CHOSEN)
    assert copied.get("/team/account").status_code == 303
    assert site.entries()[-1] == (cast.analyst.id, Event.IDENTITY_PROVED, '{"by":"password"}')


def test_a_wrong_password_proves_nothing_and_waits(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = signed_in_by_password(site, cast.analyst.email)
    site.clock.seconds += 20 * MINUTE
    answers = [browser.press("/team/prove", password=f"wrong {n}", next="/team/account") for n in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429, 429]
    assert "Wait 1 minute" in answers[-1].text
    assert browser.get("/team/file").status_code == 303
    site.clock.seconds += MINUTE
    assert browser.press("/team/prove", password=CHOSEN).status_code == 303


def test_anothers_password_proves_nothing(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    site.set_password(cast.viewer, ANOTHER)
    browser = signed_in_by_password(site, cast.analyst.email)
    site.clock.seconds += 20 * MINUTE
    answer = browser.press("/team/prove", password=ANOTHER, email=cast.viewer.email)
    assert answer.status_code == 422


def test_who_has_no_password_is_told_how_to_get_a_link_and_a_new_link_is_proof(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    site.clock.seconds += 20 * MINUTE
    told = words(browser.get("/team/prove?next=/team/account").text)
    assert "You have no password yet" in told
    assert "survey sign-in-link" in told
    assert browser.press("/team/prove", password="").status_code == 422
    browser.sign_in(site.link(cast.analyst))
    assert browser.get("/team/file").text == "answers"


def test_who_proved_it_lately_is_led_on_at_once(site: Site, cast: Cast) -> None:
    answer = site.signed_in(cast.analyst).get("/team/prove?next=/team/working")
    assert (answer.status_code, answer.headers["location"]) == (303, "/team/working")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_anywhere_else(site: Site, cast: Cast, wanted: str) -> None:
    assert safe_next(wanted) == HOME
    site.set_password(cast.analyst)
    answer = site.browser().try_password(cast.analyst.email, CHOSEN, next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")


@given(addresses)
def test_whatever_is_asked_for_a_browser_stays_on_the_teams_pages(wanted: str) -> None:
    led = urlsplit(urljoin("https://surveys.test/team/sign-in", safe_next(wanted)))
    assert (led.scheme, led.netloc) == ("https", "surveys.test")
    assert led.path == "/team" or led.path.startswith("/team/")


@pytest.mark.parametrize("wanted", ["/team/surveys/staff", "/team/surveys/staff/results?round=2&filter=a%3Ab"])
def test_a_page_of_the_teams_with_its_view_is_kept(site: Site, cast: Cast, wanted: str) -> None:
    assert safe_next(wanted) == wanted
    led = site.browser().get(with_next("/team/sign-in", wanted))
    assert f'name="next" value="{wanted.replace("&", "&amp;")}"' in led.text


@pytest.mark.parametrize("query", ["next=%ff", "next=a&next=b", "next=%00", "%", "next"])
def test_rubbish_in_the_address_gets_words(site: Site, cast: Cast, query: str) -> None:
    for path in ("/team/sign-in", "/team/prove", "/team/audit"):
        answer = site.signed_in(cast.administrator).get(f"{path}?{query}")
        assert answer.status_code in {200, 303, 400}
