"""Journeys through every questionnaire by a client that knows nothing of them but reads forms."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.respond.client import Client
from tests.respond.rows import drafts, profile_answers, responses
from tests.respond.walker import OWN, SENT, SHARED, Walk, differences
from tests.respond.wires import Connection
from tests.serving import Served

UNDER_16 = "Under 16"


@pytest.fixture
def client(served: Served) -> Iterator[Client]:
    connection = Connection(served.port)
    yield Client(connection)
    connection.close()


def sent(served: Served, walk: Walk, slug: str, start: str) -> dict[str, Any]:
    """The one response that a whole journey stores, with the answers that staff's are kept apart from put back."""
    before, about_before = responses(served.database), profile_answers(served.database)
    page = walk.whole(slug, start)
    assert page.heading == SENT
    new = [row for each, row in responses(served.database).items() if each not in before]
    assert len(new) == 1
    about = [row for each, row in profile_answers(served.database).items() if each not in about_before]
    return {**new[0], "answers": new[0]["answers"] | {row["question"]: row["answer"] for row in about}}


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_what_was_typed_on_every_page_stands_in_the_stored_response(
    served: Served, client: Client, slug: str, seed: int, start: str
) -> None:
    walk = Walk(client, seed, never=[UNDER_16])
    row = sent(served, walk, slug, start)
    assert differences(walk.typed, row["answers"]) == []
    assert walk.typed


@pytest.mark.parametrize(
    ("who", "online", "help_kind"),
    [
        ("Me, about myself", "Many times a day", ""),
        ("Me, with someone helping me", "Never", "helped"),
        (
            "I am putting in answers for someone who is with me",
            "Not in the last 3 months, but before",
            "keyed_with_person",
        ),
        ("I am answering for someone I care for, who is not with me", "About once a day", "proxy"),
    ],
)
def test_whoever_answers_and_however_often_online_every_answer_is_stored_and_nothing_that_was_not_asked(
    served: Served, client: Client, who: str, online: str, help_kind: str
) -> None:
    walk = Walk(client, 11, words=(who, online, "35 to 44"))
    row = sent(served, walk, "residents", OWN)
    assert differences(walk.typed, row["answers"]) == []
    assert row["help"] == help_kind
    assert ("R07" in row["answers"]) == ("day" in online)
    assert ("R12" in row["answers"]) == (help_kind != "proxy")
    asked = {field.name for page in walk.pages if page.has_form for field in page.form.fields if field.kind != "hidden"}
    keys = {name for name in row["answers"] if not name.endswith(("-order", "-detail", "-comment"))}
    assert keys <= asked | {"E0"}


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_a_question_that_was_skipped_is_stored_as_asked_and_not_answered(
    served: Served, client: Client, slug: str
) -> None:
    walk = Walk(client, 12, words=("Me, about myself", "35 to 44"), skipping=0.5)
    row = sent(served, walk, slug, OWN)
    assert differences(walk.typed, row["answers"]) == []
    skipped = {name for name in walk.skipped if not name.endswith("-detail")}
    assert skipped
    assert {row["answers"][name] for name in skipped} == {None}


def test_somebody_under_16_is_turned_away_kindly_and_nothing_of_them_is_kept(served: Served, client: Client) -> None:
    before = len(responses(served.database)), len(drafts(served.database))
    page = Walk(client, 13, words=("Me, about myself", UNDER_16)).whole("residents")
    assert page.heading == "This survey is for people aged 16 or over"
    assert (len(responses(served.database)), len(drafts(served.database))) == before
    assert client.cookies == {}
