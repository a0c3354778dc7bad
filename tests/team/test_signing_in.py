"""Signing in by a password, as a browser meets it: in the same words and at the same cost for everybody."""

import re
from collections import Counter

import pytest
from sqlalchemy import func, select, update

from survey_app.tables.team import member, password, session, wrong_try
from survey_app.team import hashing
from survey_app.team.audit import Event, verify
from survey_app.team.hashing import ARGON2ID, Hashing
from survey_app.team.pacing import FORGOTTEN
from survey_app.team.tries import forget_tries
from tests.team.cast import MINUTE, Cast
from tests.team.reading import words
from tests.team.site import CHOSEN, Browser, Site

ANALYST = "analyst@council.test"
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.4"

RUBBISH = [
    "",
    " ",
    "\u200b",
    "é" * 300,
    "'; DROP TABLE member; --",
    "<script>",
    "a@b.test\r\nBcc: c@d.test",
    "😀",
    "%00",
]


def guess(browser: Browser, times: int, email: str = ANALYST) -> list[int]:
    """So many wrong passwords: the statuses."""
    return [browser.try_password(email, f"wrong guess number {number}").status_code for number in range(times)]


def stripped(page: str) -> str:
    """A page without the address that was typed."""
    return re.sub(r'value="[^"]*"', "", page)


def test_the_right_password_signs_in_and_leads_on(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser()
    answer = browser.try_password(" Analyst@COUNCIL.test ", CHOSEN, next="/team/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/team/account")
    assert ANALYST in browser.get("/team/account").text
    assert "By password" in browser.get("/team/account").text


def test_a_new_id_is_made_at_each_signing_in_and_the_old_one_ends(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    victim, attacker = site.browser(), site.signed_in(cast.outsider)
    victim.cookies = dict(attacker.cookies)
    victim.try_password(ANALYST, CHOSEN)
    assert ANALYST in victim.get("/team/account").text
    assert attacker.get("/team/account").status_code == 303


def test_a_wrong_password_keeps_the_address_and_not_the_password(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    answer = site.browser().try_password(ANALYST, "a wrong password")
    assert answer.status_code == 422
    assert "The e-mail address or the password is wrong" in answer.text
    assert f'value="{ANALYST}"' in answer.text
    assert "a wrong password" not in answer.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_address_is_answered_like_a_wrong_password(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    site.set_password(cast.viewer)
    with site.service.database.write() as connection:
        connection.execute(update(member).where(member.c.id == cast.viewer.id).values(disabled_at=1))
    for tries in range(6):
        answers = [
            (answer.status_code, stripped(answer.text), answer.headers.get("retry-after"))
            for number, email in enumerate((ANALYST, "stranger@council.test", cast.viewer.email, cast.outsider.email))
            for answer in [site.browser(f"192.0.2.{number}").try_password(email, "a wrong password")]
        ]
        assert len(set(answers)) == 1, tries


def test_each_try_costs_one_hash_whoever_it_is_for(site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    site.set_password(cast.analyst)
    made: Counter[str] = Counter()
    plain = hashing._verified

    def counted(stored: str, typed: bytes) -> bool:
        made[stored.rsplit("$", 2)[0]] += 1
        return plain(stored, typed)

    monkeypatch.setattr(hashing, "_verified", counted)
    for email in (ANALYST, "stranger@council.test", cast.outsider.email):
        before = sum(made.values())
        site.browser().try_password(email, "a wrong password")
        assert sum(made.values()) - before == 1
    assert set(made) == {"$argon2id$v=19$m=64,t=1,p=1"}


def test_a_hash_with_other_parameters_is_made_anew_at_signing_in(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    old = "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
    weaker = type(ARGON2ID)(time_cost=1, memory_cost=1024, parallelism=1).hash(CHOSEN)
    with site.service.database.write() as connection:
        connection.execute(update(password).values(hash=weaker))
    assert site.browser().try_password(ANALYST, CHOSEN).status_code == 303
    with site.service.database.write() as connection:
        stored = connection.execute(select(password.c.hash)).scalar_one()
    assert stored.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert not stored.startswith(old)
    assert site.browser().try_password(ANALYST, CHOSEN).status_code == 303


def test_after_four_wrong_tries_the_wait_is_told_and_the_right_password_works_after_it(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser(HERE)
    assert guess(browser, 4) == [422, 422, 422, 429]
    answer = browser.try_password(ANALYST, CHOSEN)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "this one was not checked. Wait 1 minute, then try again." in words(answer.text)
    assert f'value="{ANALYST}"' in answer.text
    site.clock.seconds += MINUTE
    assert browser.try_password(ANALYST, CHOSEN).status_code == 303


def test_a_try_that_comes_too_early_is_neither_checked_nor_counted(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser(HERE)
    guess(browser, 50)
    site.clock.seconds += MINUTE
    assert browser.try_password(ANALYST, CHOSEN).status_code == 303


def test_an_attack_from_one_network_does_not_keep_another_waiting(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    attacker = site.browser(HERE)
    for _ in range(8):
        guess(attacker, 5)
        site.clock.seconds += 2 * MINUTE
        guess(attacker, 5)
    assert site.browser(ELSEWHERE).try_password(ANALYST, CHOSEN).status_code == 303


def test_a_browser_that_signed_in_before_waits_for_nobody_even_in_the_same_network(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    known = site.browser(HERE)
    known.try_password(ANALYST, CHOSEN)
    del known.cookies["team"]
    for number in range(10):
        guess(site.browser(f"192.0.2.{number}"), 2)
        guess(site.browser(HERE), 2, f"somebody{number}@council.test")
    assert site.browser(ELSEWHERE).try_password(ANALYST, CHOSEN).status_code == 429
    assert known.try_password(ANALYST, CHOSEN).status_code == 303


def test_guessing_in_a_known_browser_waits_too(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser(HERE)
    browser.try_password(ANALYST, CHOSEN)
    assert guess(browser, 5) == [422, 422, 422, 429, 429]


def test_a_link_works_while_the_password_waits(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser(HERE)
    guess(browser, 10)
    browser.sign_in(site.link(cast.analyst))
    assert browser.get("/team/account").status_code == 200


def test_the_right_password_forgets_the_wrong_ones_before_it(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    for _ in range(5):
        browser = site.browser(HERE)
        assert guess(browser, 3) == [422] * 3
        assert browser.try_password(ANALYST, CHOSEN).status_code == 303
        site.clock.seconds += 3 * MINUTE


def test_many_accounts_from_one_network_are_slowed_together(site: Site, cast: Cast) -> None:
    browser = site.browser(HERE)
    statuses = [browser.try_password(f"member{number}@council.test", "x").status_code for number in range(30)]
    assert statuses[:19] == [422] * 19
    assert set(statuses[20:]) == {429}


def test_every_process_counts_the_same_tries(site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    site.set_password(cast.analyst)
    guess(site.browser(HERE), 4)
    monkeypatch.setattr("survey_app.team.signing_in.HASHING", Hashing())  # as a process that has seen nothing
    assert guess(site.browser(HERE), 1) == [429]


def test_an_hour_later_nothing_is_stored_of_the_tries(site: Site, cast: Cast) -> None:
    guess(site.browser(HERE), 6)
    site.clock.seconds += FORGOTTEN - 1
    with site.service.database.write() as connection:
        assert forget_tries(connection, site.service.now()) == 0
        assert forget_tries(connection, site.service.now() + 1) == 3
        assert connection.execute(select(func.count()).select_from(wrong_try)).scalar_one() == 0


def test_a_pause_is_one_entry_without_any_address(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.browser(HERE)
    guess(browser, 30)
    paused = [entry for entry in site.entries() if entry[1] == Event.SIGN_IN_PAUSED]
    assert paused == [(None, "sign-in paused", f'{{"member":"{cast.analyst.id}","seconds":"60"}}')]
    site.clock.seconds += MINUTE
    guess(browser, 30)
    paused = [entry for entry in site.entries() if entry[1] == Event.SIGN_IN_PAUSED]
    assert [detail for _, _, detail in paused][1:] == [f'{{"member":"{cast.analyst.id}","seconds":"120"}}']
    assert not any(HERE in detail or "@" in detail for _, _, detail in site.entries())
    assert site.service.database.read_blocking(verify, site.service.keys) is None


@pytest.mark.parametrize("typed", RUBBISH)
def test_rubbish_in_every_field_gets_words(site: Site, cast: Cast, typed: str) -> None:
    for fields in ({"email": typed, "password": "x"}, {"email": ANALYST, "password": typed}):
        answer = site.browser().post("/team/sign-in", **fields, next=typed, kept=typed)
        assert answer.status_code == 422
        assert "There is a problem" in answer.text


def test_an_empty_form_says_what_to_enter_and_counts_nothing(site: Site, cast: Cast) -> None:
    answer = site.browser().post("/team/sign-in")
    assert "Enter your e-mail address." in answer.text
    assert "Enter your password." in answer.text
    with site.service.database.write() as connection:
        assert connection.execute(select(func.count()).select_from(wrong_try)).scalar_one() == 0


def test_a_field_that_is_sent_twice_is_refused_in_words(site: Site, cast: Cast) -> None:
    answer = site.browser().post("/team/sign-in", email=[ANALYST, ANALYST], password=CHOSEN)
    assert answer.status_code == 400
    assert "sent twice" in answer.text


def test_who_was_shut_out_cannot_sign_in(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    with site.service.database.write() as connection:
        connection.execute(update(member).where(member.c.id == cast.analyst.id).values(disabled_at=1))
    assert site.browser().try_password(ANALYST, CHOSEN).status_code == 422


def test_the_form_tells_password_managers_what_is_what(site: Site, cast: Cast) -> None:
    page = site.browser().get("/team/sign-in").text
    assert 'type="email" autocomplete="username"' in page
    assert 'type="password" autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_the_page_says_whom_to_ask_who_forgot_their_password(site: Site, cast: Cast) -> None:
    told = words(site.browser().get("/team/sign-in").text)
    assert "Forgot your password" in told
    assert "ask a colleague who looks after" in told
    assert "survey sign-in-link" in told


def test_signing_in_is_one_entry_with_its_way(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    site.browser().try_password(ANALYST, CHOSEN)
    assert site.entries()[-1] == (cast.analyst.id, "signed in", '{"by":"password"}')


def test_nobody_is_signed_in_while_nothing_can_be_written(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    with site.service.database.write() as connection:
        before = connection.execute(select(func.count()).select_from(session)).scalar_one()
    with site.client.portal() as portal:
        portal.call(site.service.writer.stop)
    answer = site.browser().try_password(ANALYST, CHOSEN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert f'value="{ANALYST}"' in answer.text
    with site.service.database.write() as connection:
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() == before
