"""What was typed on residents' and staff's pages stands in the files that the team downloads."""

import csv
import io
from collections.abc import Iterable

import pytest

from survey_app.database import Database
from survey_app.results.files.protecting import age_band
from survey_app.settings import read_keys
from survey_app.team.commands import add_member_with, sign_in_link
from survey_app.team.permissions import Grant, Permission
from tests.respond.client import Client
from tests.respond.conftest import MORNING, House
from tests.respond.rows import change, select
from tests.respond.walker import SENT, Walk
from tests.respond.wires import Connection
from tests.serving import Served

MEMBER = "analyst@example.org"
PEOPLE = 10
"""As many as must share a characteristic for it to be shown."""

SHARED_WORDS = {
    "staff": ("Adult social care", "In an office or at home", "No"),
    "pulse": ("I work for the council",),
    "feedback": ("I work for the council", "Finding information"),
}
"""Answers that all of them give to the questions by which they could be known."""


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """A downloaded file as a spreadsheet reads it. Asserts the mark by which Excel knows its coding."""
    wire = client.ask("GET", address)
    assert wire.status == 200, address
    assert wire.header("content-type") == "text/csv; charset=utf-8"
    assert wire.body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(wire.body.decode("utf-8-sig"), newline="")))


def chosen(walk: Walk, names: Iterable[str]) -> dict[str, str]:
    """What the file must say of the choices of a journey, given the names of its columns.

    Text in the box under "other" may tick it, so such a tick is not looked at.
    """
    told = {}
    for name in names:
        key, _, code = name.partition(".")
        if name in walk.typed:
            told[name] = age_band(walk.typed[name][0])
        elif key in walk.typed and (code != "other" or f"{key}-detail" not in walk.typed):
            told[name] = "1" if code in walk.typed[key] else "0"
    return told


def assert_all_stand_there(client: Client, slug: str, walks: list[Walk]) -> None:
    """Every choice in a row of its own, every text in the file of its question."""
    rows = rows_of(client, f"/team/surveys/{slug}/answers.csv")
    assert len(rows) == len(walks)
    for walk in walks:
        wanted = chosen(walk, rows[0])
        assert wanted
        assert any(wanted.items() <= row.items() for row in rows), wanted
        for name, values in walk.typed.items():
            if values[0].startswith("canary"):
                assert values[0] in texts_of(client, slug, name), name


def texts_of(client: Client, slug: str, name: str) -> list[str]:
    """Every text typed in a box; beside another answer than "other" it stands as a comment."""
    keys = [name, name.replace("-detail", "-comment")] if name.endswith("-detail") else [name]
    wires = [client.ask("GET", f"/team/surveys/{slug}/text/{key}.csv") for key in keys]
    found = [csv.reader(io.StringIO(wire.body.decode("utf-8-sig"), newline="")) for wire in wires if wire.status == 200]
    return [" ".join(row) for file in found for row in file]


def test_what_residents_typed_stands_in_the_files_of_who_signs_in_by_the_printed_link(freshly_served: Served) -> None:
    connection = Connection(freshly_served.port)
    walks = []
    for seed in range(3):
        walks.append(Walk(Client(connection), seed, never=["Under 16"]))
        assert walks[-1].whole("residents").heading == SENT
    link = freshly_served.log().partition("Sign in once:")[2].split()[0]
    client = Client(connection)
    client.headers["origin"] = freshly_served.address
    client.press(client.open(link.removeprefix(freshly_served.address)), "Sign in")
    assert_all_stand_there(client, "residents", walks)
    connection.close()


@pytest.mark.parametrize("slug", sorted(SHARED_WORDS))
def test_what_was_typed_in_a_survey_of_staff_stands_in_the_files_once_it_is_closed(house: House, slug: str) -> None:
    walks = [Walk(house.client(), seed, words=SHARED_WORDS[slug]) for seed in range(PEOPLE)]
    for walk in walks:
        assert walk.whole(slug).heading == SENT
    house.changed(lambda address: change(address, "UPDATE wave SET closes_at = ?", int(MORNING) + 60))
    house.clock.pass_minutes(17)
    client = signed_in(house, slug)
    assert_all_stand_there(client, slug, walks)


def test_text_that_a_spreadsheet_would_run_is_text(house: House) -> None:
    client = house.client()
    page = Walk(client, 2, words=("Me, about myself", "35 to 44")).reach("residents", "one-thing")
    page = client.press(page, "Continue", {"R21": '=HYPERLINK("http://example.org","Win")'})
    Walk(client, 2).onwards(page)
    assert texts_of(signed_in(house, "residents"), "residents", "R21")[1:] == [
        '\'=HYPERLINK("http://example.org","Win")'
    ]


def signed_in(house: House, slug: str) -> Client:
    """The browser of a member who is named for a survey's answers."""
    keys, now = read_keys(house.keys), int(house.clock())
    (survey,) = select(house.database, "SELECT id FROM survey WHERE slug = ?", slug)
    database = Database(house.database)
    add_member_with(database, keys, MEMBER, [Grant(Permission.MICRODATA, survey["id"], "a test")], now)
    link = sign_in_link(database, keys, house.address, MEMBER, now)
    database.close_blocking()
    client = house.client()
    client.headers["origin"] = house.address
    client.press(client.open(link.removeprefix(house.address)), "Sign in")
    return client
