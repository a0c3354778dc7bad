"""Ten thousand posts of anything in any order: no crash, and nothing that was acknowledged is lost."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from survey_app.organisation import read_organisation
from survey_app.questionnaire.definition import Asked, LongText, Number, Section, ShortText
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.reading import field_names
from survey_app.respond import pressing
from survey_app.respond.posting import taken
from survey_app.respond.tokens import SHARED_MARK, Held, draft_key, draft_mark, unseal
from survey_app.settings import read_keys
from tests.respond.client import FORM_TYPE, Client, Wire
from tests.respond.conftest import MORNING, QUESTIONNAIRES, House, copied
from tests.respond.walker import OWN, SHARED

EXAMPLES, POSTS = 500, 20
"""Together ten thousand posts."""

SLUGS = ("residents", "staff", "pulse", "feedback")
PRESSES = ("", "", "", "skip", "back", "stop", "more")
ENDING = "under-16"
"""The section that ends the survey: all that was answered before is to go."""

Fields = dict[str, tuple[str, ...]]


class Value(Struct, frozen=True):
    """What a field is given: some of its question's codes by number, and any text; neither leaves it out."""

    codes: tuple[int, ...]
    text: str | None


class Post(Struct, frozen=True):
    """One post, made for whatever section it falls on; `first` is where it begins in the journey's values."""

    section: int
    first: int
    press: str
    minutes: int
    stranger: Mapping[str, str]
    mark: str | None
    """Another draft mark than the right one."""


texts = st.text(max_size=30)
values = st.builds(Value, st.lists(st.integers(0, 20), max_size=3).map(tuple), st.one_of(st.none(), st.none(), texts))
seldom = st.sampled_from([False] * 9 + [True])
posts = st.builds(
    Post,
    section=st.integers(0, 60),
    first=st.integers(0, 60),
    press=seldom.flatmap(lambda yes: texts if yes else st.sampled_from(PRESSES)),
    minutes=st.sampled_from([0] * 9 + [1, 29, 31, 60 * 24 * 29]),
    stranger=seldom.flatmap(lambda yes: st.dictionaries(texts, texts, min_size=1, max_size=2) if yes else st.just({})),
    mark=seldom.flatmap(lambda yes: texts if yes else st.none()),
)


class Site:
    """The application, what its surveys ask, and a way to look past it."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self.house = House(folder)
        self.keys = read_keys(folder / "keys")
        self.database = database
        organisation = read_organisation(QUESTIONNAIRES / "organisation.toml")
        self.surveys = {slug: read_file(QUESTIONNAIRES / slug / "questionnaire.toml", organisation) for slug in SLUGS}
        self.posts = 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Site]:
    yield from _site(copied(prepared, tmp_path_factory.mktemp("anything")))


@pytest.fixture
def early_site(tmp_path: Path, prepared: Path) -> Iterator[Site]:
    """Its clock never went ahead: whoever sets one back finds the next quarter's round, which is not open yet."""
    yield from _site(copied(prepared, tmp_path))


def _site(folder: Path) -> Iterator[Site]:
    with closing(sqlite3.connect(folder / "soundings.db")) as database:
        site = Site(folder, database)
        yield site
        site.house.inside.close()


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    slug=st.sampled_from(SLUGS),
    start=st.sampled_from([OWN, SHARED]),
    given_in_turn=st.lists(
        values, min_size=1, max_size=20
    ),  # for all posts: to draw some for each cost more than all else
    posted=st.lists(posts, min_size=POSTS, max_size=POSTS),
)
def test_anything_may_be_posted_in_any_order(
    site: Site, slug: str, start: str, given_in_turn: list[Value], posted: list[Post]
) -> None:
    site.house.clock.now = MORNING
    client = site.house.client()
    client.ask("POST", f"/{slug}", urlencode({"on": "own" if start == OWN else "shared", "from": "open"}).encode())
    kept: Fields = {}
    for post in posted:
        site.house.clock.pass_minutes(post.minutes)
        section = site.surveys[slug].sections[post.section % len(site.surveys[slug].sections)]
        kept = _after(site, client, slug, section, post, given_in_turn, kept)
        site.posts += 1


def test_those_were_ten_thousand_posts(site: Site) -> None:
    assert site.posts >= EXAMPLES * POSTS or site.posts == 0, "the test above did not run whole"


def test_a_lost_answer_would_be_noticed(early_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site = early_site
    post = Post(0, 0, "", 0, {}, None)
    client = site.house.client()
    client.ask("POST", "/feedback", b"on=own&from=open")
    chosen = [Value((0,), None)]
    section = site.surveys["feedback"].sections[0]
    assert _after(site, client, "feedback", section, post, chosen, {}) == {"F1": ("resident",)}
    monkeypatch.setattr(pressing, "taken", lambda draft, step, _, press: taken(draft, step, {}, press))
    with pytest.raises(AssertionError, match="answered 303"):
        _after(site, client, "feedback", section, post, chosen, {"F1": ("resident",)})


PATHS = (
    "/residents",
    "/residents/en/who",
    "/residents/en/check",
    "/residents/en/clear",
    "/residents/en/take-back",
    "/",
)


@settings(max_examples=500)
@given(
    path=st.sampled_from(PATHS) | st.from_regex(r"/[ -~]{0,20}", fullmatch=True),
    body=st.binary(max_size=200) | st.text(alphabet="m=&go%0F2R1.+;é\x00", max_size=60).map(str.encode),
    cookie=st.text(alphabet="residents=;.h0123AQ_- ", max_size=60),
    method=st.sampled_from(["POST", "GET", "HEAD"]),
)
def test_any_bytes_from_any_browser_get_an_answer_and_never_a_crash(
    site: Site, path: str, body: bytes, cookie: str, method: str
) -> None:
    headers = {"cookie": cookie, "content-type": FORM_TYPE, "content-length": str(len(body))}
    wire = site.house.inside(method, path, headers, body)
    assert wire.status < 500, path


def _after(
    site: Site, client: Client, slug: str, section: Section, post: Post, values: Sequence[Value], kept: Fields
) -> Fields:
    """Send one post, and what the draft must hold afterwards. Asserts that it does."""
    sent = _filled(section, values, post.first)
    under_way = _draft(site, client, slug) is not None
    before = kept if under_way else {}
    then = _with(before, section, sent, post.press if under_way else "back")
    mark = _mark(site, client, slug) if post.mark is None else post.mark
    extra = {name: (value,) for name, value in post.stranger.items() if name not in {"m", "go"}}
    wire = _ask(client, f"/{slug}/en/{section.id}", {**extra, **sent, "m": (mark,), "go": (post.press,)})
    assert wire.status in {200, 303, 400, 409}, wire.body.decode()
    page = urlsplit(wire.header("location")).path.rpartition("/")[2]
    now = _draft(site, client, slug)
    possible = {303: [then], 400: [before, then]}.get(wire.status, [before])
    if now is None and page == ENDING:
        return {}
    assert (now or {}) in possible, f"{post.press!r} on {section.id} answered {wire.status} {page}"
    return now or {}


def _ask(client: Client, target: str, fields: Mapping[str, Sequence[str]]) -> Wire:
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return client.ask("POST", target, urlencode(pairs).encode())


def _filled(section: Section, values: Sequence[Value], first: int) -> Fields:
    """The section's fields with these values in turn, from one of them on; those left out are absent."""
    sent: Fields = {}
    for question in section.questions:
        codes = [option.code for option in getattr(question, "options", ())]
        for place, name in enumerate(field_names(question)):
            value = values[(first + place) % len(values)]
            given = tuple(codes[code % len(codes)] for code in value.codes) if codes else ()
            given = given if value.text is None else (*given, value.text)
            if given:
                sent[name] = given
    return sent


def _with(kept: Fields, section: Section, sent: Fields, press: str) -> Fields:
    """What the draft holds with this section's page in it: everything as sent; Skip keeps text alone."""
    then = dict(kept)
    for question in section.questions:
        for name in field_names(question):
            then.pop(name, None)
            if any(sent.get(name, ())) and (press != "skip" or _is_text(question, name)):
                then[name] = sent[name]
    return then


def _is_text(question: Asked, name: str) -> bool:
    return isinstance(question, ShortText | LongText | Number) or name.endswith(("-detail", "-unclear"))


def _held(site: Site, client: Client, slug: str) -> Held | None:
    """What the browser's cookie opens now."""
    if slug not in client.cookies:
        return None
    return unseal(site.keys, client.cookies[slug].value, int(site.house.clock.now))


def _draft(site: Site, client: Client, slug: str) -> Fields | None:
    """What the draft that the browser's cookie opens holds, None when there is none."""
    held = _held(site, client, slug)
    if held is None:
        return None
    select = "SELECT content FROM draft WHERE key = ? AND expires_hour > ?"
    row = site.database.execute(select, (draft_key(site.keys, held.token), site.house.clock.now)).fetchone()
    if row is None:
        return None
    return {name: tuple(values) for name, values in json.loads(row[0]).get("f", {}).items()}


def _mark(site: Site, client: Client, slug: str) -> str:
    held = _held(site, client, slug)
    return "" if held is None else draft_mark(site.keys, held.token) + SHARED_MARK * held.shared
