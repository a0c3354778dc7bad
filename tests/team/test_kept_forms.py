"""A form sent after the session ended is kept in the page and sent again by its own member's press."""

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.settings import Keys
from survey_app.team.kept_forms import KEPT_SECONDS, belongs_to, kept_fields, kept_form, opened
from survey_app.team.pages_kept import SendAgainPage
from survey_app.team.sessions import form_token
from survey_app.web.forms import Form
from survey_app.web.templates import render
from tests.team.cast import MINUTE, NOON, Cast
from tests.team.reading import Fields, hidden_fields, words
from tests.team.site import CHOSEN, Browser, Site

KEYS = Keys(bytes(range(32)))
SESSION = b"h" * 32

typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=80)
fields = st.dictionaries(
    typed.filter(lambda name: name not in {"kept", "form_token"} and "password" not in name),
    st.lists(typed, min_size=1, max_size=3).map(tuple),
    max_size=6,
)

WORDS = 'اردو, "quoted" & <b>bold</b>\r\n\r\nsecond line'


def sent_after_the_end(site: Site, browser: Browser, **sent: str | list[str]) -> str:
    """The page that comes of a form sent when the session has ended."""
    token = browser.form_token()
    site.clock.seconds += 31 * MINUTE
    answer = browser.post("/team/echo", form_token=token, **sent)
    assert answer.status_code == 403
    return answer.text


def kept_in(page: str) -> str:
    return hidden_fields(page, "/team/sign-in")["kept"][0]


def test_what_was_sent_is_kept_and_sent_again_after_signing_in(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.signed_in(cast.analyst)
    page = sent_after_the_end(site, browser, comment=WORDS, tick=["a", "b"], empty="")
    assert "It is kept in this page" in page
    again = browser.try_password(cast.analyst.email, CHOSEN, kept=kept_in(page))
    assert again.status_code == 200
    assert "second line" in again.text
    resent = hidden_fields(again.text, "/team/echo")
    assert {name: values for name, values in resent.items() if name != "form_token"} == {
        "comment": [WORDS], "tick": ["a", "b"], "empty": [""]
    }  # fmt: skip
    sent = browser.post("/team/echo", **resent)
    assert sent.status_code == 200
    assert repr(WORDS) in sent.text


def test_a_mistyped_password_keeps_it_too(site: Site, cast: Cast) -> None:
    site.set_password(cast.analyst)
    browser = site.signed_in(cast.analyst)
    kept = kept_in(sent_after_the_end(site, browser, comment="typed for an hour"))
    wrong = browser.try_password(cast.analyst.email, "not the password", kept=kept)
    assert kept_in(wrong.text) == kept
    assert "typed for an hour" in browser.try_password(cast.analyst.email, CHOSEN, kept=kept_in(wrong.text)).text


def test_who_signs_in_by_a_link_in_another_window_carries_on_in_this_one(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    page = sent_after_the_end(site, browser, comment="typed for an hour")
    browser.sign_in(site.link(cast.analyst))
    answer = browser.post("/team/kept", kept=hidden_fields(page, "/team/kept")["kept"][0])
    assert "typed for an hour" in answer.text


def test_nobody_else_is_given_it(site: Site, cast: Cast) -> None:
    site.set_password(cast.viewer)
    browser = site.signed_in(cast.analyst)
    kept = kept_in(sent_after_the_end(site, browser, comment="typed for an hour"))
    answer = browser.try_password(cast.viewer.email, CHOSEN, kept=kept)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")
    assert browser.post("/team/kept", kept=kept).status_code == 303
    assert site.browser().post("/team/kept", kept=kept).status_code == 303


def test_nothing_is_sent_without_a_press(site: Site, cast: Cast) -> None:
    site.set_password(cast.administrator)
    browser = site.signed_in(cast.administrator)
    token = browser.form_token()
    site.clock.seconds += 31 * MINUTE
    page = browser.post("/team/members", form_token=token, email="new@council.test").text
    again = browser.try_password(cast.administrator.email, CHOSEN, kept=kept_in(page))
    assert "new@council.test" not in browser.get("/team/members").text
    sent = browser.post("/team/members", **hidden_fields(again.text, "/team/members"))
    assert sent.status_code == 303
    assert "new@council.test" in browser.get("/team/members").text


def test_a_page_opened_before_signing_in_anew_is_sent_again_by_a_press(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    old = browser.form_token()
    browser.sign_in(site.link(cast.analyst))
    answer = browser.post("/team/echo", form_token=old, comment=WORDS)
    assert answer.status_code == 403
    assert "not saved yet" in answer.text
    sent = browser.post("/team/echo", **hidden_fields(answer.text, "/team/echo"))
    assert repr(WORDS) in sent.text


def test_a_password_is_never_kept(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    token = browser.form_token()
    site.clock.seconds += 31 * MINUTE
    answer = browser.post("/team/password", form_token=token, new_password=CHOSEN)
    assert "Press Back" in answer.text
    assert 'name="kept"' not in answer.text
    assert CHOSEN not in answer.text


def test_peoples_answers_are_never_kept(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    token = browser.form_token()
    site.clock.seconds += 31 * MINUTE
    answer = browser.post("/team/keyed", form_token=token, R04="yes")
    assert 'name="kept"' not in answer.text
    assert "Press Back" in answer.text


def test_too_much_to_keep_is_told_in_words(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.analyst)
    token = browser.form_token()
    site.clock.seconds += 31 * MINUTE
    noise = "".join(
        base64.urlsafe_b64encode(hashlib.sha384(b"%d" % number).digest()).decode() for number in range(1000)
    )
    answer = browser.post("/team/echo", form_token=token, comment=noise[:60_000])
    assert answer.status_code == 403
    assert "Press Back" in answer.text


@pytest.mark.parametrize("sent", ["", "x", "é", "A" * 60, "-_-_", "====", "😀", "A" * 50_000])
def test_a_kept_form_that_is_not_ours_is_ignored(site: Site, cast: Cast, sent: str) -> None:
    site.set_password(cast.analyst)
    assert opened(KEYS, sent, NOON) is None
    answer = site.browser().try_password(cast.analyst.email, CHOSEN, kept=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")


@given(fields)
def test_what_is_opened_is_what_was_posted(posted: dict[str, tuple[str, ...]]) -> None:
    token = form_token(KEYS, SESSION, 7)
    text = kept_form(KEYS, "/team/echo", Form({**posted, "form_token": (token,)}), SESSION, NOON)
    found = opened(KEYS, text, NOON)
    assert found is not None
    assert found.path == "/team/echo"
    assert kept_fields(Form(posted)) == found.fields
    assert belongs_to(KEYS, found, 7)
    assert not belongs_to(KEYS, found, 8)
    assert opened(KEYS, text, NOON + KEPT_SECONDS) is None
    assert opened(Keys(bytes(32)), text, NOON) is None


@pytest.mark.usefixtures("furnished")
@given(fields)
def test_what_the_page_would_send_is_what_was_posted(posted: dict[str, tuple[str, ...]]) -> None:
    asked = SendAgainPage(title="Send it again", address="/team/echo", fields=kept_fields(Form(posted)) or (), words="")
    html = render("team/send_again.html", asked)
    expected: Fields = {name: list(values) for name, values in posted.items()}
    assert {**hidden_fields(html, "/team/echo"), "form_token": [""]} == {**expected, "form_token": [""]}


@given(st.integers(0, 5000), st.integers(1, 255))
def test_a_changed_kept_form_is_not_opened(place: int, change: int) -> None:
    text = kept_form(KEYS, "/team/echo", Form({"a": ("b",), "form_token": ("t",)}), SESSION, NOON)
    at = place % len(text)
    changed = text[:at] + chr((ord(text[at]) + change) % 128 or 1) + text[at + 1 :]
    found = opened(KEYS, changed, NOON)
    assert found is None or found == opened(KEYS, text, NOON)


def test_the_words_of_the_page_say_what_to_do(site: Site, cast: Cast) -> None:
    told = words(sent_after_the_end(site, site.signed_in(cast.analyst), comment="x"))
    assert re.search("Sign in, then press .Send it now.", told)
