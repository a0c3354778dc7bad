"""Signing in and out, and one's account, as a browser meets them."""

from survey_app.team.audit import Event, verify
from survey_app.team.members import Member, grant
from survey_app.team.permissions import Grant, Permission
from tests.team.cast import DAY, HOUR, MINUTE, NOON, RESIDENTS_SURVEY, Cast
from tests.team.site import Site

ANYBODY = Member(0, "analyst@council.test", None)


def test_the_sign_in_page_says_whom_to_ask_for_a_link(site: Site) -> None:
    page = site.browser().get("/team/sign-in")
    assert page.status_code == 200
    assert "survey sign-in-link" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_opening_a_link_shows_whom_it_signs_in_and_signs_nobody_in(site: Site, cast: Cast) -> None:
    browser, link = site.browser(), site.link(cast.analyst)
    for _ in range(2):  # a program that checks e-mail, then the person
        page = browser.get(link)
        assert page.status_code == 200
        assert "analyst@council.test" in page.text
        assert "<button>Sign in</button>" in page.text
        assert browser.cookies == {}


def test_pressing_the_button_signs_in(site: Site, cast: Cast) -> None:
    browser = site.browser()
    pressed = browser.post(site.link(cast.analyst))
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/team")
    assert "analyst@council.test" in browser.get("/team/account").text


def test_on_a_plain_address_the_cookie_is_kept_from_scripts_and_other_sites(site: Site, cast: Cast) -> None:
    cookie, _ = site.browser().post(site.link(cast.analyst)).headers.get_list("set-cookie")
    assert cookie.startswith("team=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert attributes == {"httponly", "samesite=lax", "path=/"}


def test_on_an_https_address_no_other_host_can_plant_the_cookie(secure_site: Site) -> None:
    cookie, _ = secure_site.browser().post(secure_site.link(ANYBODY)).headers.get_list("set-cookie")
    assert cookie.startswith("__Host-team=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert attributes == {"httponly", "samesite=lax", "path=/", "secure"}


def test_on_an_https_address_a_cookie_without_the_prefix_is_not_read(secure_site: Site) -> None:
    browser = secure_site.signed_in(ANYBODY)
    assert browser.get("/team/account").status_code == 200
    browser.cookies = {"team": browser.cookies["__Host-team"]}
    assert browser.get("/team/account").status_code == 303


def test_a_link_that_was_used_signs_nobody_in(site: Site, cast: Cast) -> None:
    link = site.link(cast.analyst)
    site.browser().sign_in(link)
    second = site.browser()
    assert second.get(link).status_code == 404
    assert second.post(link).status_code == 404
    assert second.cookies == {}


def test_used_expired_and_made_up_links_are_told_the_same(site: Site, cast: Cast) -> None:
    used, expired = site.link(cast.analyst), site.link(cast.viewer)
    site.browser().sign_in(used)
    site.clock.seconds += 30 * MINUTE
    pages = {
        (answer.status_code, answer.text)
        for link in (used, expired, "/team/sign-in/made-up", "/team/sign-in/%00", "/team/sign-in/%F0%9F%98%80")
        for answer in (site.browser().get(link), site.browser().post(link))
    }
    assert len(pages) == 1
    ((status, text),) = pages
    assert status == 404
    assert "Ask the person who runs this service for a new link" in text


def test_a_cookie_planted_before_signing_in_stays_worthless(site: Site, cast: Cast) -> None:
    victim, attacker = site.browser(), site.browser()
    victim.cookies = {"team": "planted"}
    attacker.cookies = {"team": "planted"}
    victim.sign_in(site.link(cast.administrator))
    assert victim.cookies["team"] != "planted"
    assert victim.get("/team/account").status_code == 200
    assert attacker.get("/team/account").status_code == 303


def test_a_session_planted_before_signing_in_stays_its_owners_and_ends(site: Site, cast: Cast) -> None:
    attacker, victim = site.signed_in(cast.outsider), site.browser()
    victim.cookies = dict(attacker.cookies)
    victim.sign_in(site.link(cast.administrator))
    assert "administrator@council.test" in victim.get("/team/account").text
    assert attacker.get("/team/account").status_code == 303


def test_signing_out_ends_the_session_on_the_server(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    copied = site.browser()
    copied.cookies = dict(browser.cookies)
    left = browser.post("/team/sign-out", form_token=browser.form_token())
    assert (left.status_code, left.headers["location"]) == (303, "/team/sign-in")
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert copied.get("/team/account").status_code == 303


def test_signing_out_everywhere_ends_ones_sessions_in_every_browser(site: Site, cast: Cast) -> None:
    here, there = site.signed_in(cast.analyst), site.signed_in(cast.analyst)
    somebody_else = site.signed_in(cast.viewer)
    here.post("/team/sign-out-everywhere", form_token=here.form_token())
    assert there.get("/team/account").status_code == 303
    assert somebody_else.get("/team/account").status_code == 200


def test_signing_out_here_leaves_the_other_browser_signed_in(site: Site, cast: Cast) -> None:
    here, there = site.signed_in(cast.analyst), site.signed_in(cast.analyst)
    here.post("/team/sign-out", form_token=here.form_token())
    assert there.get("/team/account").status_code == 200


def test_half_an_hour_without_a_page_ends_the_session(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    site.clock.seconds += 30 * MINUTE - 1
    assert browser.get("/team/account").status_code == 200
    site.clock.seconds += 30 * MINUTE
    assert browser.get("/team/account").headers["location"] == "/team/sign-in?next=/team/account"


def test_a_page_left_open_that_asks_by_itself_does_not_keep_its_session_alive(site: Site, cast: Cast) -> None:
    asking, read = site.signed_in(cast.analyst), site.signed_in(cast.analyst)
    for _ in range(3):
        site.clock.seconds += 10 * MINUTE - 1
        assert asking.fetch("/team/account").status_code == 200
        assert read.get("/team/account").status_code == 200  # the control: somebody who reads on
    site.clock.seconds += 3
    assert asking.fetch("/team/account").status_code == 303
    assert read.get("/team/account").status_code == 200


def test_eight_hours_end_the_session_however_much_it_is_used(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    for _ in range(23):
        site.clock.seconds += 20 * MINUTE
        assert browser.get("/team/account").status_code == 200
    site.clock.seconds = NOON + 8 * HOUR
    assert browser.get("/team/account").status_code == 303


def test_the_account_page_says_what_one_may_do_and_until_when(site: Site, cast: Cast) -> None:
    given = Grant(Permission.MICRODATA, RESIDENTS_SURVEY, "to answer scrutiny", NOON + DAY)
    with site.service.database.write() as connection:
        grant(connection, site.service.keys, cast.viewer.id, given, NOON)
    page = site.signed_in(cast.viewer).get("/team/account").text
    assert "Download all answers, one row a person" in page
    assert "Getting online" in page
    assert "29 May 2026" in page
    assert "Read results in which small groups are hidden" in page
    assert not any(code in page for code in Permission)


def test_the_account_page_of_an_outsider_says_whom_to_ask(site: Site, cast: Cast) -> None:
    assert "Nobody has given you a permission yet" in site.signed_in(cast.outsider).get("/team/account").text


def test_the_account_page_tells_this_browser_from_others(site: Site, cast: Cast) -> None:
    site.signed_in(cast.analyst)
    page = site.signed_in(cast.analyst).get("/team/account").text
    assert page.count("This browser") == 1
    assert page.count("Another browser") == 1


def test_coming_and_going_stands_in_the_log(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    browser.post("/team/sign-out", form_token=browser.form_token())
    events = site.events()
    assert events[-3:] == [Event.LINK_MADE, Event.SIGNED_IN, Event.SIGNED_OUT]
    assert site.service.database.read_blocking(verify, site.service.keys) is None


def test_signing_out_needs_a_press_and_not_only_an_address(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    assert browser.get("/team/sign-out").status_code == 405
    assert browser.get("/team/sign-out-everywhere").status_code == 405
    assert browser.get("/team/account").status_code == 200
