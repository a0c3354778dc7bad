"""Easy Read on residents' pages: pictures beside the words, pages with numbers of their own, light for who asks."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from litestar import Request

from survey_app.respond.pictures import saves_data
from tests.respond.client import Client, Page
from tests.respond.conftest import Clock, copied
from tests.respond.documents import Element
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SENT, SHARED, Walk, differences
from tests.respond.wires import Connection, Inside
from tests.serving import Served
from tests.web.asgi import scope_of

SURVEY = "residents/en-easyread"
START = f"/{SURVEY}"

MOST_OF_A_PAGE = 9_000
"""Bytes of a page with all that it loads the first time (interaction contract, 23)."""

WHOLE_SURVEY = 80_000
PROMISED = 60_000
"""Bytes of the whole survey for who skips the questions about themself: what its start page says."""

USUAL_WAY = ("Me, on my own", "35 to 44", "Many times a day", "Skip to the end")
LONGEST_WAY = (
    "I am answering for someone I care for. They are not with me.",
    "35 to 44",
    "Answer these questions",
    "Yes",
)
POLICY = "img-src 'self';"


class Easy:
    """The application that offers everybody what nobody has reviewed yet, as a trial does."""

    def __init__(self, folder: Path) -> None:
        self.database = f"sqlite:///{folder}/soundings.db"
        self.clock = Clock()
        self.inside = Inside(self.database, folder, self.clock, draft_wordings=True)

    def client(self, **headers: str) -> Client:
        """Somebody's browser that sends these headers, `save_data="on"`."""
        client = Client(self.inside, self.clock)
        client.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return client


@pytest.fixture
def easy(prepared: Path, tmp_path: Path) -> Iterator[Easy]:
    house = Easy(copied(prepared, tmp_path))
    yield house
    house.inside.close()


def pictures(page: Page) -> list[Element]:
    return [*page.document.every("img")]


def names(page: Page) -> list[str]:
    return [each.attributes["src"].removeprefix("/static/pictures/").split(".")[0] for each in pictures(page)]


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_whole_journey_is_stored_as_it_was_typed_with_its_variant(easy: Easy, seed: int, start: str) -> None:
    walk = Walk(easy.client(), seed, never=["Under 16"])
    assert walk.whole(SURVEY, start).heading == SENT
    (row,) = responses(easy.database).values()
    assert row["variant"] == "en-easyread"
    assert differences(walk.typed, row["answers"]) == []


def test_what_is_left_out_is_not_asked_and_not_stored(easy: Easy) -> None:
    walk = Walk(easy.client(), 4, words=LONGEST_WAY)
    walk.whole(SURVEY)
    (row,) = responses(easy.database).values()
    assert {"R09", "R13", "R21", "E3b"} <= set(row["answers"])
    assert not {"R06", "R09a", "R13a", "R19.answer", "E4a", "E8"} & set(row["answers"])


def test_pages_are_numbered_in_place_of_questions(easy: Easy) -> None:
    walk = Walk(
        easy.client(), 4, words=("Me, on my own", "35 to 44", "Many times a day", "Answer these questions", "Yes")
    )
    walk.whole(SURVEY)
    lines = [
        each.words() for page in walk.pages for each in page.document.every("p") if each.attributes.get("class") == "q"
    ]
    main = [line for line in lines if not line.startswith("About you")]
    assert main[0] == "Page 1 of 15"
    assert main[3:] == [f"Page {number} of 15" for number in range(4, 16)]
    assert [line for line in lines if line not in main] == [f"About you: page {number} of 5" for number in range(1, 6)]


def test_check_answers_and_a_change_speak_of_the_same_numbers(easy: Easy) -> None:
    walk = Walk(easy.client(), 4, words=USUAL_WAY)
    page = walk.reach(SURVEY, "check")
    numbers = [each.words().partition(".")[0] for each in page.document.every("dt")]
    assert numbers == [str(number) for number in range(1, 16)]


def test_every_page_shows_pictures_that_say_nothing_to_who_does_not_see_them(easy: Easy) -> None:
    client = easy.client()
    start = client.open(START)
    walk = Walk(client, 4, words=LONGEST_WAY)
    end = walk.whole(SURVEY)
    for page in [start, *walk.pages, end]:
        assert pictures(page), page.path
        for each in pictures(page):
            assert each.attributes["alt"] == ""
            assert each.attributes["width"] == each.attributes["height"]
            assert "loading" not in each.attributes
        assert page.wire.header("content-security-policy").startswith(POLICY), page.path


def test_a_picture_stands_beside_the_question_and_beside_each_option(easy: Easy) -> None:
    page = Walk(easy.client(), 4, never=["Under 16"]).reach(SURVEY, "devices")
    assert names(page) == ["house", "smartphone", "phone", "computer", "tablet", "cross", "question"]
    heading = page.document.first("h1")
    assert heading is not None
    assert [each.attributes["alt"] for each in heading.every("img")] == [""]


def test_the_survey_itself_has_no_pictures_and_no_style_for_them(easy: Easy) -> None:
    client = easy.client()
    page = client.press(client.open("/residents"), OWN)
    assert pictures(page) == []
    assert "img-src" not in page.wire.header("content-security-policy")
    assert [each.target for each in client.record if "easyread" in each.target or "pictures" in each.target] == []


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_save_data_drops_the_pictures_of_every_page(easy: Easy, start: str) -> None:
    client = easy.client(save_data="on")
    walk = Walk(client, 4, words=LONGEST_WAY)
    walk.whole(SURVEY, start)
    assert [each.target for each in client.record if "pictures" in each.target] == []
    assert all("img-src" not in page.wire.header("content-security-policy") for page in walk.pages)


def test_caches_keep_start_pages_with_and_without_pictures_apart(easy: Easy) -> None:
    full, light = easy.client().open(START), easy.client(save_data="on").open(START)
    assert "Save-Data" in full.wire.header("vary")
    assert "Save-Data" in light.wire.header("vary")
    assert pictures(full)
    assert pictures(light) == []
    assert pictures(easy.client().open(START)), "nor does the service mix them up"
    assert "Save-Data" not in easy.client().open("/residents").wire.header("vary")


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_a_survey_begun_light_stays_light_to_its_last_page(easy: Easy, start: str) -> None:
    client = easy.client()
    page = client.open(f"{START}?light")
    assert pictures(page) == []
    walk = Walk(client, 4, words=LONGEST_WAY)
    end = walk.onwards(client.press(page, start))
    assert end.heading == SENT
    assert [each.path for each in [*walk.pages, end] if pictures(each)] == []
    assert pictures(client.open(f"{START}/thanks")), "what was light is gone with the draft"


def test_the_start_page_offers_to_leave_the_pictures_out_and_keeps_the_link_of_a_poster(easy: Easy) -> None:
    client = easy.client()
    page = client.open(f"{START}?from=open&light")
    assert page.form.values()["from"] == ("open",)
    assert page.form.values()["light"] == ("1",)
    link = client.open(START).link("Leave the pictures out, to use less data")
    assert parse_qs(link.partition("?")[2], keep_blank_values=True) == {"light": [""]}


def test_a_draft_remembers_that_it_is_light_and_no_other_says_anything_of_it(easy: Easy) -> None:
    client = easy.client()
    client.press(client.open(f"{START}?light"), OWN)
    other = easy.client()
    other.press(other.open(START), OWN)
    assert [row["content"].get("light") for row in drafts(easy.database)] == [True, None]


@pytest.mark.parametrize("query", ["a&b&c&d&e&f&g&h&i&j", "light=1", "from=open&from=open", "%ff", "light&from="])
def test_whatever_follows_the_question_mark_of_a_start_page_is_no_fault(easy: Easy, query: str) -> None:
    assert easy.client().open(f"{START}?{query}").status in {200, 400, 404}


@pytest.mark.parametrize(
    ("query", "headers", "saves"),
    [
        ("", {}, False),
        ("", {"save-data": "on"}, True),
        ("", {"save-data": "off"}, False),
        ("light", {}, True),
        ("from=library&light", {}, True),
        ("lighter", {}, False),
    ],
)
def test_what_asks_for_a_light_page(query: str, headers: dict[str, str], saves: bool) -> None:
    assert saves_data(Request(scope_of(headers=headers, query=query))) is saves


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize(("words", "most"), [(LONGEST_WAY, WHOLE_SURVEY), (USUAL_WAY, PROMISED)])
def test_pages_and_the_whole_survey_are_within_their_budgets_with_all_that_they_load(
    served: Served, start: str, words: tuple[str, ...], most: int, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = Connection(served.port)
    client = Client(connection)
    walk = Walk(client, 7, words=words, never=["Under 16"])
    assert walk.whole(SURVEY, start).heading == SENT
    connection.close()
    size = sum(each.wire.size for each in client.record)
    loads = _loads(client)
    with capsys.disabled():
        print(f"\nEasy Read, {len(walk.pages)} pages, {start.lower()}: {size:,} bytes, most {max(loads.values()):,}")  # noqa: T201  # the figure is what people ask for
    assert {target: loaded for target, loaded in loads.items() if loaded > MOST_OF_A_PAGE} == {}
    assert size <= most


def _loads(client: Client) -> dict[str, int]:
    """The bytes of each page with the press that led there and all that it then loads."""
    loads: dict[str, int] = {}
    led, page = 0, ""
    for each in client.record:
        if each.wire.status == 303:
            led = each.wire.size
        elif each.target.startswith(("/static/", "/favicon")):
            loads[page] += each.wire.size
        else:
            page = each.target
            loads[page] = led + each.wire.size
            led = 0
    return loads
