"""What every page of a survey has, whichever it is: its parts in order, one heading, links that lead somewhere."""

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.documents import by_id
from tests.respond.walker import OWN, SHARED, Walk

WORDS = (
    "I am putting in answers for someone who is with me",
    "35 to 44",
    "Fairly hard",
    "Answer these questions",
    "Yes",
)
SURVEYS = ("residents", "staff", "pulse", "feedback")

Walked = Callable[[str, str], tuple[Client, list[Page]]]


@pytest.fixture(scope="module")
def every_page(standing_house: House) -> Walked:
    """Walks each journey once, for all tests that only read its pages."""
    return cache(partial(walked, standing_house))


def walked(house: House, slug: str, start: str) -> tuple[Client, list[Page]]:
    """A browser, and each page of a journey with the start page first, each section also with what it refuses."""
    client = house.client()
    walk = Walk(client, 5, words=WORDS)
    first = client.open(f"/{slug}")
    walk.whole(slug, start)
    return client, [first, *walk.pages]


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("slug", SURVEYS)
def test_the_parts_of_a_page_stand_in_their_order(every_page: Walked, slug: str, start: str) -> None:
    _, pages = every_page(slug, start)
    for page in pages:
        places = [
            page.html.index(part) for part in ("Skip to main content", "<header>", "<main", "<footer>", "Privacy")
        ]
        assert places[:4] == sorted(places[:4]), page.target
        assert "Lancashire County Council" in page.html[places[1] : places[2]]
        assert "Need help? Phone 01632 960180, or ask library staff." in page.html[places[3] :]


@pytest.mark.parametrize("slug", SURVEYS)
def test_headings_begin_with_one_h1_and_leave_no_level_out(every_page: Walked, slug: str) -> None:
    _, pages = every_page(slug, OWN)
    for page in pages:
        levels = [int(each.tag[1]) for each in page.document.every("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, page.target
        assert levels.count(1) == 1, page.target
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), page.target


@pytest.mark.parametrize("slug", SURVEYS)
def test_every_box_has_a_label_and_every_group_a_legend(every_page: Walked, slug: str) -> None:
    _, pages = every_page(slug, OWN)
    for page in pages:
        if page.has_form:
            assert all(field.label for field in page.form.fields if field.kind != "hidden"), page.target
            grouped = [field for field in page.form.fields if field.kind in {"radio", "checkbox"}]
            assert all(field.question for field in grouped), page.target


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("slug", SURVEYS)
def test_no_page_asks_for_a_picture_or_any_script_but_one_for_lost_signal_or_limits_what_is_typed(
    every_page: Walked, slug: str, start: str
) -> None:
    _, pages = every_page(slug, start)
    for page in pages:
        assert not [*page.document.every("img", "iframe", "svg", "video")], page.target
        scripts = [each.attributes["src"] for each in page.document.every("script")]
        assert len(scripts) <= (start == OWN), page.target
        assert all(re.fullmatch(r"/static/sending\.\w+\.js", each) for each in scripts), page.target
        assert not re.search(r"placeholder|maxlength|autofocus|onclick|javascript:|style=", page.html), page.target


@pytest.mark.parametrize("slug", SURVEYS)
def test_no_link_stands_in_a_hint_a_label_or_a_legend(every_page: Walked, slug: str) -> None:
    _, pages = every_page(slug, OWN)
    for page in pages:
        hints = [each for each in page.document.every("p") if each.attributes.get("class") == "h"]
        inside = [*page.document.every("label", "legend"), *hints]
        assert not [each for each in inside if each.first("a")], page.target


@pytest.mark.parametrize("start", [OWN, SHARED])
@pytest.mark.parametrize("slug", SURVEYS)
def test_every_link_leads_somewhere(every_page: Walked, slug: str, start: str) -> None:
    client, pages = every_page(slug, start)
    wanted = {"/"}
    for page in pages:
        for link in page.document.every("a"):
            target = urlsplit(urljoin(page.target, link.attributes["href"]))
            if target.fragment:
                assert by_id(page.document, target.fragment) is not None, link.attributes["href"]
            wanted.add(target.path + (f"?{target.query}" if target.query else ""))
    for address in sorted(wanted):
        assert client.open(address).status == 200, address


@pytest.mark.parametrize("slug", SURVEYS)
def test_ids_are_there_once_and_what_describes_a_field_is_there(every_page: Walked, slug: str) -> None:
    _, pages = every_page(slug, OWN)
    for page in pages:
        ids = re.findall(r' id="([^"]*)"', page.html)
        assert len(ids) == len(set(ids)), page.target
        for described in re.findall(r' aria-describedby="([^"]*)"', page.html):
            assert set(described.split()) <= set(ids), page.target


def test_questions_are_numbered_as_on_paper_and_never_in_percent(every_page: Walked) -> None:
    _, pages = every_page("residents", OWN)
    progress = [words for page in pages for words in re.findall(r'<p class="q">(.*?)</p>', page.html)]
    assert progress[:3] == ["Question 1 of 21", "Question 2 of 21", "Question 3 of 21"]
    assert "Question 9a of 21" in progress
    assert "About you: question 1 of 7" in progress
    assert "About you: questions 5 and 5a of 7" in progress
    assert not [page.target for page in pages if "%" in page.words]


def test_the_words_are_those_for_whoever_answers(standing_house: House) -> None:
    client = standing_house.client()
    pages = Walk(client, 5, words=("Me, about myself", "35 to 44"))
    pages.reach("residents", "devices")
    assert pages.pages[-1].heading == "Which of these can you use at home, whenever you want to?"
    assert "/residents/en/answering-for-someone" not in [page.path for page in pages.pages]
    proxy = Walk(
        standing_house.client(), 5, words=("I am answering for someone I care for, who is not with me", "35 to 44")
    )
    page = proxy.reach("residents", "check")
    assert not [each.path for each in proxy.pages if each.path.endswith(("/confidence", "/preferred-way", "/worries"))]
    assert not re.search(r"\byour?\b", " ".join(each.heading for each in proxy.pages[2:-1]))
    assert page.heading == "Check your answers"


def test_offline_people_are_not_asked_how_they_get_online(standing_house: House) -> None:
    walk = Walk(standing_house.client(), 5, words=("Me, about myself", "35 to 44", "Never"))
    walk.reach("residents", "check")
    paths = [page.path.rpartition("/")[2] for page in walk.pages]
    assert "connection" not in paths
    assert not [path for path in paths if path.startswith("skills-")]
    assert {"devices", "home-internet", "barriers"} <= set(paths)


def test_the_most_important_barrier_is_chosen_among_those_that_were_ticked(standing_house: House) -> None:
    client = standing_house.client()
    words = ("Me, about myself", "35 to 44", "No time", "Poor broadband")
    page = Walk(client, 5, words=words).reach("residents", "main-barrier")
    labels = {field.label for field in page.form.fields if field.kind == "radio"}
    # a text in the box under "Something else" ticks that too
    assert labels == {"No time", "Poor broadband", "Something else", "Don't know", "Prefer not to say"}


def test_shuffled_options_keep_their_order_for_one_person_and_exclusive_ones_their_place(standing_house: House) -> None:
    orders = set()
    for seed in range(4):
        client = standing_house.client()
        page = Walk(client, seed, words=("Me, about myself", "35 to 44", "Many times a day")).reach(
            "residents", "connection"
        )
        order = [field.value for field in page.form.fields if field.name == "R07"]
        assert len(order) > 3
        assert [field.value for field in client.open(page.path).form.fields if field.name == "R07"] == order
        assert order[-2:] == ["other", "dont_know"]
        orders.add(tuple(order))
    assert len(orders) > 1


def test_a_page_says_the_same_in_every_coding(standing_house: House) -> None:
    client = standing_house.client()
    page = Walk(client, 5, words=("I work for the council",)).reach("feedback", "what-happened")
    page = client.press(page, "Stop and come back later", {"F3": "Fewer steps"})
    cookie = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    for target in ("/feedback/en/what-happened", "/feedback/en/who", "/feedback", "/"):
        told = set()
        for accept in ("br", "gzip", "identity", "gzip;q=1, br;q=0.5", "", "x"):
            wire = standing_house.inside("GET", target, {"accept-encoding": accept, "cookie": cookie}, b"")
            assert wire.header("content-encoding") in {"", *re.findall(r"br|gzip", accept)}
            told.add(wire.body)
        assert len(told) == 1, target
