"""What Easy Read leaves out: told at the switch and on check answers, kept in the draft, back with the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.respond.abroad import Abroad, abroad
from tests.respond.client import Page
from tests.respond.rows import responses, select
from tests.respond.test_languages import at, post

TOLD = (
    "Easy Read has fewer questions. 3 of your answers are not in it. We keep those answers. We do not send them with "
    "Easy Read. To send them, go back to English."
)
"""Ways to get about, one of which Easy Read does not offer; the favourite one, not asked of who ticks one; walking."""

BACK = "Go back to the longer form"


@pytest.fixture
def trial(prepared: Path, tmp_path: Path) -> Iterator[Abroad]:
    with abroad(prepared, tmp_path, drafts=True) as survey:
        yield survey


def words(page: Page) -> list[str]:
    return [button.words for button in page.form.buttons]


def answers(survey: Abroad) -> dict[str, object]:
    (stored,) = responses(survey.database).values()
    return dict(stored["answers"])


def test_the_switch_says_how_many_answers_are_not_in_easy_read_and_how_to_go_back(trial: Abroad) -> None:
    client = trial.client()
    page = post(client, at(client, "buses"), {"R9": "bad"}, "to-en-easyread")
    assert page.notices == [TOLD]
    assert client.open(page.path).notices == [], "told once"
    back = post(client, page, {"R9": "bad"}, "to-en")
    assert back.notices == []


def test_nothing_is_told_where_nothing_is_left_out(trial: Abroad) -> None:
    client = trial.client()
    page = post(client, at(client, "area"), {"R2": "north", "R3": "2"}, "to-en-easyread")
    assert page.notices == []
    other = trial.client()
    assert post(other, at(other, "buses"), {}, "to-pl").notices == []


def test_check_answers_says_so_and_offers_the_way_back_with_every_answer(trial: Abroad) -> None:
    client = trial.client()
    page = post(client, at(client, "check"), {"receipt": "1"}, "to-en-easyread")
    assert page.path.endswith("/en-easyread/check")
    assert TOLD in page.notices
    assert words(page)[:2] == ["Send my answers", BACK], "Enter sends, as on every check page"
    longer = post(client, page, {"receipt": "1"}, "to-en")
    assert (longer.path.endswith("/en/check"), longer.form.values()["receipt"]) == (True, ("1",))
    assert BACK not in words(longer)
    assert TOLD not in longer.notices
    post(client, longer, {}, "send")
    assert answers(trial)["R6.shade"] == "very"


def test_what_is_sent_is_what_easy_read_asks(trial: Abroad) -> None:
    client = trial.client()
    page = post(client, at(client, "check"), {}, "to-en-easyread")
    post(client, page, {}, "send")
    sent = answers(trial)
    assert sent["R4"] == ["bus"]
    assert not {"R5", "R6.shade"} & sent.keys()
    assert select(trial.database, "SELECT variant FROM response") == [{"variant": "en-easyread"}]


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [(("bus", "cycle"), ("bus", "cycle", "walk")), ((), ("walk",)), (("none",), ("none",))],
)
def test_a_tick_that_easy_read_does_not_offer_outlives_its_page_unless_none_is_chosen(
    trial: Abroad, ticked: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    client = trial.client()
    page = post(client, at(client, "buses"), {}, "to-en-easyread")
    ways = client.open(page.path.replace("buses", "ways"))
    assert ways.form.values()["R4"] == ("bus",)
    post(client, ways, {"R4": ticked})
    longer = client.open(page.path.replace("en-easyread/buses", "en/ways"))
    assert set(longer.form.values().get("R4", ())) == set(kept)


def test_easy_read_alone_is_told_nothing(trial: Abroad) -> None:
    client = trial.client()
    start = client.open("/getting-about/en-easyread")
    page = client.send(start, start.form, {}, start.form.buttons[0])
    for given in ({"R1": "alone"}, {"R2": "north", "R3": "2"}, {"R4": "bus"}, {"R9": "bad"}, {"E0": "no"}):
        page = post(client, page, dict(given))
    assert (page.path.rpartition("/")[2], page.notices, BACK in words(page)) == ("check", [], False)
