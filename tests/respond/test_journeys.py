"""Journeys through every questionnaire by a client that knows nothing of them but reads forms."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.respond.client import Client
from tests.respond.rows import profile_answers, responses
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
