"""The Members pages: only for who runs the service, all of it written down, and never a way to answers."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.team.audit import Event, verify
from survey_app.team.granting import ANSWERS_DAYS, CHOOSE_PERMISSION, CHOOSE_SURVEY, DAYS, read_days, read_grant
from survey_app.team.layout import Problem
from survey_app.team.members import Member, grant, member_by_email, permissions_of
from survey_app.team.permissions import DAY, WORDS, Grant, Permission, checked
from survey_app.web.forms import Form
from tests.team.cast import NOON, RESIDENTS_SURVEY, STAFF_SURVEY, Cast
from tests.team.reading import hidden_fields, words
from tests.team.site import CHOSEN, Site

RUBBISH = ["", " ", "x" * 5000, "-1", "99999999999999999999", "é", "😀", "<b>", "' OR 1=1", "1\r\n2", "0", "1e3", "٣"]

ANSWERS = {"permission": "microdata", "survey": "residents", "reason": "The yearly report", "days": "30"}


def page_of(member: Member) -> str:
    return f"/team/members/{member.id}"


def held(site: Site, member: Member) -> set[Grant]:
    return set(site.service.database.read_blocking(permissions_of, member.id, site.service.now()))


def test_the_list_shows_everybody_with_their_permissions_in_words(site: Site, cast: Cast) -> None:
    page = site.signed_in(cast.administrator).get("/team/members")
    told = words(page.text)
    for member in (cast.administrator, cast.analyst, cast.viewer, cast.outsider):
        assert member.email in told
    assert WORDS[Permission.SEE_WORKING] in told
    assert "Nothing yet" in told
    assert not any(code in told for code in Permission)


@pytest.mark.parametrize("who", ["analyst", "viewer", "outsider"])
def test_nobody_else_finds_or_uses_any_of_it(site: Site, cast: Cast, who: str) -> None:
    browser = site.signed_in(getattr(cast, who))
    assert "/team/members" not in browser.get("/team/account").text
    before = site.entries()
    for path in ("/team/members", page_of(cast.viewer), "/team/audit"):
        assert browser.get(path).status_code == 403
    for action in ("give", "take", "link", "shut-out", "let-in"):
        assert browser.press(f"{page_of(cast.viewer)}/{action}", **ANSWERS).status_code == 403
    assert browser.press("/team/members", email="new@council.test").status_code == 403
    assert site.entries() == before


def test_who_runs_one_survey_only_has_no_say_over_the_team(site: Site, cast: Cast) -> None:
    with site.service.database.write() as connection:
        given = Grant(Permission.MANAGE, RESIDENTS_SURVEY)
        grant(connection, site.service.keys, cast.outsider.id, given, NOON)
    browser = site.signed_in(cast.outsider)
    assert "/team/members" not in browser.get("/team/account").text
    assert browser.get("/team/members").status_code == 403
    everything = {"permission": "manage", "survey": ""}
    assert browser.press(f"{page_of(cast.outsider)}/give", **everything).status_code == 403


def test_a_colleague_is_added_in_the_name_of_who_adds_them(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    added = browser.press("/team/members", email=" New.Colleague@Council.test ")
    known = site.service.database.read_blocking(member_by_email, "new.colleague@council.test")
    assert known is not None
    assert (added.status_code, added.headers["location"]) == (303, page_of(known))
    assert site.entries()[-1] == (cast.administrator.id, Event.MEMBER_ADDED, f'{{"member":"{known.id}"}}')


@pytest.mark.parametrize("typed", [each for each in RUBBISH if each.strip() != "x"])
def test_what_is_no_address_is_refused_with_what_was_typed(site: Site, cast: Cast, typed: str) -> None:
    answer = site.signed_in(cast.administrator).press("/team/members", email=typed)
    assert answer.status_code == 422
    assert "is not an e-mail address" in answer.text


def test_a_permission_is_given_for_one_survey_until_a_day(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    given = browser.press(f"{page_of(cast.outsider)}/give", permission="see_guarded", survey="staff", days="10")
    assert given.status_code == 303
    assert held(site, cast.outsider) == {Grant(Permission.SEE_GUARDED, STAFF_SURVEY, "", NOON + 10 * DAY)}
    assert site.entries()[-1][:2] == (cast.administrator.id, Event.PERMISSION_GRANTED)
    told = words(browser.get(page_of(cast.outsider)).text)
    assert "Your working life" in told
    assert "7 June 2026" in told


def test_all_answers_need_a_survey_a_reason_and_at_most_ninety_days(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)

    def give(**changed: str) -> httpx.Response:
        return browser.press(f"{page_of(cast.viewer)}/give", **{**ANSWERS, **changed})

    for changed, told in (
        ({"survey": ""}, "Say which survey"),
        ({"reason": "  "}, "Say what they are needed for"),
        ({"days": "91"}, "90 days at most"),
    ):
        answer = give(**changed)
        assert answer.status_code == 422
        assert told in answer.text
    assert "The yearly report" in give(days="91").text
    assert not any(each.permission is Permission.MICRODATA for each in held(site, cast.viewer))
    assert give(days="").status_code == 303
    assert Grant(Permission.MICRODATA, RESIDENTS_SURVEY, "The yearly report", NOON + 90 * DAY) in held(
        site, cast.viewer
    )


def test_giving_oneself_all_answers_is_said_and_written_down(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    assert "What you give yourself is written down with your name" in words(
        browser.get(page_of(cast.administrator)).text
    )
    browser.press(f"{page_of(cast.administrator)}/give", **ANSWERS)
    member_id, event, detail = site.entries()[-1]
    assert (member_id, event) == (cast.administrator.id, Event.PERMISSION_GRANTED)
    assert f'"member":"{cast.administrator.id}"' in detail
    assert '"permission":"microdata"' in detail
    assert '"reason":"The yearly report"' in detail


def test_a_permission_is_taken_away_by_its_own_button(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    browser.press(f"{page_of(cast.analyst)}/take", permission="see_working", survey="")
    assert {each.permission for each in held(site, cast.analyst)} == {Permission.SEE_GUARDED}
    assert site.entries()[-1][:2] == (cast.administrator.id, Event.PERMISSION_TAKEN)
    before = site.entries()
    for survey in ("", "1", "no", "9" * 30):
        assert (
            browser.press(f"{page_of(cast.analyst)}/take", permission="see_working", survey=survey).status_code == 303
        )
    assert site.entries() == before


def test_the_last_who_can_cannot_lock_the_team_out(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    taken = browser.press(f"{page_of(cast.administrator)}/take", permission="manage", survey="")
    out = browser.press(f"{page_of(cast.administrator)}/shut-out")
    assert (taken.status_code, out.status_code) == (422, 422)
    assert "You cannot take this away from yourself" in taken.text
    assert "You cannot shut yourself out" in out.text
    assert browser.get("/team/members").status_code == 200


def test_a_link_is_shown_once_signs_its_owner_in_and_is_written_down(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    page = browser.press(f"{page_of(cast.outsider)}/link")
    assert page.headers["cache-control"] == "no-store"
    (address,) = re.findall(r'value="http://surveys.test(/team/sign-in/[\w-]+)"', page.text)
    assert site.entries()[-1] == (cast.administrator.id, Event.LINK_MADE, f'{{"member":"{cast.outsider.id}"}}')
    assert address not in browser.get(page_of(cast.outsider)).text
    owner = site.browser()
    owner.sign_in(address)
    assert "outsider@council.test" in owner.get("/team/account").text
    assert not any(address.rpartition("/")[2] in detail for _, _, detail in site.entries())


def test_no_link_is_made_at_a_desk_that_somebody_left(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    site.clock.seconds += 15 * 60
    asked = browser.press(f"{page_of(cast.administrator)}/link")
    assert (asked.status_code, asked.headers["location"]) == (
        303, f"/team/prove?next={page_of(cast.administrator)}"
    )  # fmt: skip
    assert site.events()[-1] == Event.SIGNED_IN


def test_no_permission_is_given_at_a_desk_that_somebody_left_and_the_form_is_kept(site: Site, cast: Cast) -> None:
    site.set_password(cast.administrator)
    browser, give = site.signed_in(cast.administrator), f"{page_of(cast.outsider)}/give"
    site.clock.seconds += 15 * 60
    asked = browser.press(give, **ANSWERS)
    assert asked.status_code == 403
    wrong = browser.post("/team/prove", **(hidden_fields(asked.text, "/team/prove") | {"password": ["not it"]}))
    assert wrong.status_code == 422
    assert held(site, cast.outsider) == set()
    again = browser.post("/team/prove", **hidden_fields(wrong.text, "/team/prove"), password=CHOSEN)
    assert browser.post(give, **hidden_fields(again.text, give)).status_code == 303
    assert {each.reason for each in held(site, cast.outsider)} == {ANSWERS["reason"]}


def test_a_link_opened_in_another_window_proves_it_too(site: Site, cast: Cast) -> None:
    browser, give = site.signed_in(cast.administrator), f"{page_of(cast.outsider)}/give"
    site.clock.seconds += 15 * 60
    asked = browser.press(give, **ANSWERS)
    browser.sign_in(site.link(cast.administrator))
    again = browser.post("/team/kept", **hidden_fields(asked.text, "/team/kept"))
    assert browser.post(give, **hidden_fields(again.text, give)).status_code == 303
    assert held(site, cast.outsider)


def test_nobody_is_let_back_in_at_a_desk_that_somebody_left(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    browser.press(f"{page_of(cast.analyst)}/shut-out")
    site.clock.seconds += 15 * 60
    asked = browser.press(f"{page_of(cast.analyst)}/let-in")
    assert asked.headers["location"] == f"/team/prove?next={page_of(cast.analyst)}"
    assert site.events()[-1] == Event.MEMBER_SHUT_OUT


def test_shutting_out_ends_everything_at_once_and_letting_in_gives_it_back(site: Site, cast: Cast) -> None:
    browser, analyst = site.signed_in(cast.administrator), site.signed_in(cast.analyst)
    site.set_password(cast.viewer)
    link, before = site.link(cast.analyst), held(site, cast.analyst)
    browser.press(f"{page_of(cast.analyst)}/shut-out")
    assert analyst.get("/team/account").status_code == 303
    assert site.browser().get(link).status_code == 404
    for page in ("/team/members", page_of(cast.analyst)):
        assert "Shut out since 28 May 2026" in words(browser.get(page).text)
    assert browser.press(f"{page_of(cast.analyst)}/link").status_code == 404
    browser.press(f"{page_of(cast.analyst)}/let-in")
    assert held(site, cast.analyst) == before
    assert site.signed_in(cast.analyst).get("/team/account").status_code == 200
    assert site.events().count(Event.MEMBER_SHUT_OUT) == site.events().count(Event.MEMBER_LET_IN) == 1
    assert site.service.database.read_blocking(verify, site.service.keys) is None


def test_who_runs_the_service_reads_no_answers_by_it(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    for path in ("/team/working", "/team/either"):
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "1e3", "9" * 40, "٣", "%00", "1;"])
def test_a_member_who_is_not_there_is_not_found_in_the_teams_frame(site: Site, cast: Cast, number: str) -> None:
    browser = site.signed_in(cast.administrator)
    answer = browser.get(f"/team/members/{number}")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert 'href="/team/members"' in answer.text
    for action in ("give", "take", "link", "shut-out", "let-in"):
        assert browser.press(f"/team/members/{number}/{action}").status_code == 404


@pytest.mark.parametrize("field", ["permission", "survey", "reason", "days"])
def test_rubbish_in_any_field_gives_words_or_a_permission(site: Site, cast: Cast, field: str) -> None:
    browser = site.signed_in(cast.administrator)
    for typed in RUBBISH:
        answer = browser.press(f"{page_of(cast.outsider)}/give", **{**ANSWERS, field: typed})
        assert answer.status_code in {303, 422}
    assert browser.get(page_of(cast.outsider)).status_code == 200


forms = st.fixed_dictionaries(
    {},
    optional={
        "permission": st.sampled_from([*Permission, "everything", ""]),
        "survey": st.sampled_from(["", "residents", "staff", "nowhere"]),
        "reason": st.text(st.characters(exclude_categories=["Cs"]), max_size=600),
        "days": st.one_of(st.text(max_size=5), st.integers(-5, 5000).map(str)),
    },
)


@given(forms)
def test_whatever_a_form_says_what_it_gives_keeps_the_rules(typed: dict[str, str]) -> None:
    given = read_grant(Form({name: (value,) for name, value in typed.items()}), {"residents": 1, "staff": 2}, NOON)
    if isinstance(given, Problem):
        assert given.key in {"permission", "survey", "reason", "days"}
        assert given.words
    else:
        assert checked(given, NOON) == given
        assert given.permission is not Permission.MICRODATA or (given.survey_id and given.reason)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, CHOOSE_PERMISSION),
        ({"permission": "manage", "survey": "nowhere"}, CHOOSE_SURVEY),
        ({"permission": "manage", "days": "0"}, DAYS),
        ({"permission": "microdata", "survey": "staff", "reason": "x", "days": "91"}, ANSWERS_DAYS),
    ],
)
def test_each_fault_says_what_to_do(typed: dict[str, str], told: str) -> None:
    given = read_grant(Form({name: (value,) for name, value in typed.items()}), {"staff": 2}, NOON)
    assert isinstance(given, Problem)
    assert given.words == told


def test_days_are_whole_numbers_or_nothing() -> None:
    assert [read_days(each) for each in ("", " ", "1", "3650")] == [0, 0, 1, 3650]
    assert {read_days(each) for each in ("0", "3651", "-1", "1.5", "٣", "ten", "99999")} == {None}
