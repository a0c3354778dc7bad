"""What happened: the log in words, newest first, and a command that says whether it is whole."""

import re
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from survey_app.database import Database
from survey_app.tables.team import audit
from survey_app.team.audit import Event, append
from survey_app.team.happenings import NOBODY, PAGE, Names, in_plain_words
from tests.team.cast import NOON, Cast
from tests.team.reading import words
from tests.team.site import Site
from tests.trials import Command


def test_the_page_tells_who_did_what_to_whom(site: Site, cast: Cast) -> None:
    browser = site.signed_in(cast.administrator)
    browser.press(
        f"/team/members/{cast.viewer.id}/give",
        permission="microdata", survey="residents", reason="The yearly report", days="5",
    )  # fmt: skip
    told = words(browser.get("/team/audit").text)
    assert "administrator@council.test Permission granted" in told
    assert "viewer@council.test · Download all answers, one row a person · reason: The yearly report" in told
    assert "Getting online" in told
    assert NOBODY in told


def test_the_newest_stand_first_and_older_ones_on_further_pages(site: Site, cast: Cast) -> None:
    with site.service.database.write() as connection:
        for _ in range(2 * PAGE):
            append(
                connection, site.service.keys, NOON, cast.analyst.id, Event.WORKING_FIGURES_READ, {"survey": "staff"}
            )
        last = connection.execute(select(audit.c.sequence).order_by(audit.c.sequence.desc()).limit(1)).scalar_one()
    browser, seen, path = site.signed_in(cast.administrator), [], "/team/audit"
    while path:
        page = browser.get(path).text
        seen += [int(number) for number in re.findall(r'<th scope="row"[^>]*>(\d+)<', page)]
        path = page.partition('href="/team/audit?before=')[2].partition('"')[0]
        path = path and f"/team/audit?before={path}"
    assert seen == list(range(last + 2, 0, -1))


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 40, "٣", ""])
def test_any_place_in_the_address_gives_a_page(site: Site, cast: Cast, before: str) -> None:
    assert site.signed_in(cast.administrator).get(f"/team/audit?before={before}").status_code == 200


@given(
    st.sampled_from(Event),
    st.dictionaries(
        st.one_of(st.sampled_from(["member", "survey", "permission", "seconds", "by", "sessions", "first"]), st.text()),
        st.one_of(st.text(), st.integers(0, 10**6).map(str)),
        max_size=4,
    ),
)
def test_any_entry_can_be_told(event: Event, detail: dict[str, str]) -> None:
    text = audit_text(detail)
    told = in_plain_words((1, NOON, 7, str(event), text, b""), Names({}, {}))  # type: ignore[arg-type]  # as a row reads
    assert told.who == "Member 7"
    assert told.what[:1].isupper()


def audit_text(detail: dict[str, str]) -> str:
    """A detail as it is stored."""
    return msgspec.json.encode(detail).decode()


def test_the_command_says_that_a_log_is_whole_with_its_length(survey: Command) -> None:
    assert survey("audit", "verify") == (0, "0 entries, whole\n")
    survey("add-member", "analyst@example.org", "--permission", "see_guarded")
    assert survey("audit", "verify") == (0, "2 entries, whole\n")


def test_the_command_names_the_first_entry_that_was_changed(survey: Command, sqlite_database: Database) -> None:
    survey("add-member", "analyst@example.org", "--permission", "see_guarded", "--permission", "manage")
    with sqlite_database.write() as connection:
        connection.execute(update(audit).where(audit.c.sequence == 2).values(detail="{}"))
    assert survey("audit", "verify") == (1, "entry 2 is missing or was changed\n")


def test_the_command_lists_the_newest_first(survey: Command) -> None:
    survey("add-member", "analyst@example.org", "--permission", "see_guarded")
    code, printed = survey("audit", "list", "--most", "1")
    assert code == 0
    assert printed.count("\n") == 1
    assert printed.startswith("2  ")
    assert "Permission granted; analyst@example.org" in printed


def test_permissions_are_taken_and_members_shut_out_and_let_in_by_commands(survey: Command) -> None:
    survey("load", "questionnaires/pulse")
    survey("add-member", "analyst@example.org", "--permission", "see_guarded", "--survey", "pulse")
    taken = survey("revoke-permission", "analyst@example.org", "see_guarded")
    assert taken == (1, "analyst@example.org: see_guarded for every survey is not held\n")
    taken = survey("revoke-permission", "analyst@example.org", "see_guarded", "--survey", "pulse")
    assert taken == (0, "analyst@example.org: see_guarded for pulse is taken away\n")
    assert survey("disable-member", "analyst@example.org") == (0, "analyst@example.org: shut out\n")
    assert survey("disable-member", "analyst@example.org") == (0, "analyst@example.org: already shut out\n")
    assert survey("sign-in-link", "analyst@example.org")[0] == 1
    assert survey("enable-member", "analyst@example.org") == (0, "analyst@example.org: let in\n")
    assert survey("sign-in-link", "analyst@example.org")[0] == 0
    assert survey("audit", "verify") == (0, "6 entries, whole\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("revoke-permission", "stranger@example.org", "manage"), "Nobody in the team has the address"),
        (("revoke-permission", "stranger@example.org", "everything"), "'everything' is not a permission"),
        (("disable-member", "stranger@example.org"), "Nobody in the team has the address"),
        (("enable-member", "x"), "Nobody in the team has the address"),
    ],
)
def test_what_a_command_cannot_do_is_told_in_words(survey: Command, asked: tuple[str, ...], told: str) -> None:
    code, printed = survey(*asked)
    assert code == 1
    assert told in printed


def test_another_key_finds_the_first_entry_wrong(survey: Command, tmp_path: Path) -> None:
    survey("add-member", "analyst@example.org")
    shutil.copy(tmp_path / "keys", tmp_path / "old")
    (tmp_path / "keys").write_text("00" * 32)
    assert survey("audit", "verify") == (1, "entry 1 is missing or was changed\n")
