"""Choosing a password after a link, changing it, and what ends with it."""

import pytest

from survey_app.team.audit import Event
from survey_app.team.hashing import HASHING, MOST_BYTES
from survey_app.team.shutting_out import let_in, shut_out
from tests.team.cast import MINUTE, Cast
from tests.team.reading import words
from tests.team.site import CHOSEN, Site

NEW = "teapot glacier oboe"

RUBBISH = ["", "tiny1", "x" * (MOST_BYTES + 1), "Soundings2026", "😀" * 300, "'; --", "\u200b" * 12]


def test_after_a_link_a_password_may_be_chosen_and_signs_in(site: Site, cast: Cast) -> None:
    browser, link = site.browser(), site.link(cast.analyst)
    assert "Sign in and choose a password" in browser.get(link).text
    assert browser.post(link, go="password").headers["location"] == "/team/password"
    page = browser.get("/team/password").text
    assert 'autocomplete="new-password"' in page
    assert 'value="analyst@council.test" autocomplete="username"' in page
    assert "Your password now" not in page
    chosen = browser.press("/team/password", new_password=CHOSEN)
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/team/account#password")
    assert "You have a password" in browser.get("/team/account").text
    assert site.browser().try_password("analyst@council.test", CHOSEN).status_code == 303


def test_choosing_one_is_never_asked_of_anybody(site: Site, cast: Cast) -> None:
    browser = site.browser()
    browser.sign_in(site.link(cast.analyst))
    assert browser.get("/team/account").status_code == 200


def test_a_link_lets_its_owner_change_a_forgotten_password(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    assert site.signed_in(cast.analyst).press("/team/password", new_password=NEW).status_code == 303
    assert site.browser().try_password("analyst@council.test", CHOSEN).status_code == 422
    assert site.browser().try_password("analyst@council.test", NEW).status_code == 303


def test_a_quarter_of_an_hour_after_a_link_nobody_chooses_a_password_at_that_desk(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    token = browser.form_token()
    site.clock.seconds += 15 * MINUTE
    assert "open a new link first" in words(browser.get("/team/password").text)
    assert browser.post("/team/password", form_token=token, new_password=NEW).status_code == 403
    assert site.browser().try_password("analyst@council.test", NEW).status_code == 422


def test_who_signed_in_by_a_password_changes_it_with_the_one_of_now(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser()
    browser.try_password("analyst@council.test", CHOSEN)
    assert "Your password now" in browser.get("/team/password").text
    wrong = browser.press("/team/password", password=NEW, new_password=NEW)
    assert wrong.status_code == 422
    assert "That is not your password" in wrong.text
    assert browser.press("/team/password", new_password=NEW).status_code == 422
    assert browser.press("/team/password", password=CHOSEN, new_password=NEW).status_code == 303
    assert site.browser().try_password("analyst@council.test", NEW).status_code == 303


def test_changing_it_ends_every_other_session_and_link_and_renews_ones_own(site: Site, cast: Cast) -> None:
    here, there, other = site.signed_in(cast.analyst), site.signed_in(cast.analyst), site.signed_in(cast.viewer)
    link, before = site.link(cast.analyst), here.cookies["team"]
    here.press("/team/password", new_password=NEW)
    assert there.get("/team/account").status_code == 303
    assert site.browser().get(link).status_code == 404
    assert here.cookies["team"] != before
    assert here.get("/team/account").text.count("This browser") == 1
    assert other.get("/team/account").status_code == 200


def test_guessing_the_password_of_now_waits_like_signing_in(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser()
    browser.try_password("analyst@council.test", CHOSEN)
    tries = [browser.press("/team/password", password=f"wrong {n}", new_password=NEW) for n in range(5)]
    assert [answer.status_code for answer in tries] == [422, 422, 422, 429, 429]


@pytest.mark.parametrize("typed", RUBBISH)
def test_what_cannot_be_a_password_is_refused_in_words(site: Site, cast: Cast, typed: str) -> None:
    browser = site.signed_in(cast.analyst)
    answer = browser.press("/team/password", new_password=typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert len(typed) < 5 or typed not in answer.text
    assert "You have no password yet" in browser.get("/team/account").text


def test_who_is_shut_out_while_the_password_is_hashed_has_not_changed_it(
    site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever took an account over would else find their own password there once it is let back in."""
    site.set_password(cast.analyst)
    service, browser = site.service, site.signed_in(cast.analyst)
    hashed = HASHING.hashed

    async def slowly(password: str) -> str:
        await service.writer.transaction(shut_out, service.keys, cast.analyst.id, service.now())
        return await hashed(password)

    monkeypatch.setattr(HASHING, "hashed", slowly)
    assert browser.press("/team/password", new_password=NEW).status_code == 403
    with service.database.write() as connection:
        let_in(connection, service.keys, cast.analyst.id, service.now())
    assert site.browser().try_password(cast.analyst.email, NEW).status_code == 422
    assert site.browser().try_password(cast.analyst.email, CHOSEN).status_code == 303


def test_a_password_set_is_one_entry_that_holds_nothing_of_it(site: Site, cast: Cast) -> None:
    site.signed_in(cast.analyst).press("/team/password", new_password=NEW)
    (entry,) = [entry for entry in site.entries() if entry[1] == Event.PASSWORD_SET]
    assert entry == (cast.analyst.id, "password set", '{"first":"yes","sessions":"0"}')
    assert not any(NEW in detail for _, _, detail in site.entries())


def test_each_session_is_listed_and_can_be_ended_alone(site: Site, cast: Cast) -> None:
    here, there, third = (site.signed_in(cast.analyst) for _ in range(3))
    page = here.get("/team/account").text
    assert page.count("Another browser") == 2
    marks = [part.partition('"')[0] for part in page.split('name="session" value="')[1:]]
    others = [mark for mark, row in zip(marks, page.split("<tr>")[-3:], strict=True) if "Another browser" in row]
    here.press("/team/sessions", session=others[0])
    assert sorted(browser.get("/team/account").status_code for browser in (here, there, third)) == [200, 200, 303]
    assert site.events()[-1] == Event.SESSION_ENDED


def test_nobody_ends_anothers_session(site: Site, cast: Cast) -> None:
    analyst, viewer = site.signed_in(cast.analyst), site.signed_in(cast.viewer)
    mark = analyst.get("/team/account").text.split('name="session" value="')[1].partition('"')[0]
    for sent in (mark, "", "é", "0" * 32):
        assert viewer.press("/team/sessions", session=sent).status_code == 303
    assert analyst.get("/team/account").status_code == 200
