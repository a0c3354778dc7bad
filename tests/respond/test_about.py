"""Privacy and accessibility in every language: at their address, in their direction, reached from pages in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from survey_app.questionnaire.languages import LANGUAGES, tag_of
from survey_app.respond.languages import ABOUT_VARIANTS, about_address
from tests.respond.abroad import SLUG, Abroad, abroad
from tests.respond.client import Client, Page

NAMES = ("privacy", "accessibility")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
BYTES = 5_000
"""Nothing is counted by anybody here; it is more text than a question."""


@pytest.fixture(scope="module")
def live(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Abroad]:
    with abroad(prepared, tmp_path_factory.mktemp("live"), drafts=False) as survey:
        yield survey


@pytest.fixture(scope="module")
def trial(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Abroad]:
    with abroad(prepared, tmp_path_factory.mktemp("trial"), drafts=True) as survey:
        yield survey


def links(page: Page) -> dict[str, str]:
    return {each.attributes["href"]: each.words() for each in page.document.every("a")}


def language(page: Page) -> tuple[str | None, str | None]:
    (found,) = page.document.every("html")
    return found.attributes.get("lang"), found.attributes.get("dir")


def home(client: Client, name: str, variant: str) -> Page:
    page = client.open(about_address(name, variant))
    assert page.status == 200
    return page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", ABOUT_VARIANTS)
def test_it_is_read_in_each_language_and_easy_read(trial: Abroad, variant: str, name: str) -> None:
    page = home(trial.client(), name, variant)
    known = LANGUAGES[tag_of(variant)]
    assert language(page) == (known.tag, "rtl" if known.direction == "rtl" else None)
    others = {about_address(name, each) for each in ABOUT_VARIANTS if each != variant}
    assert others <= links(page).keys(), "a trial offers them all"
    assert {about_address(each, variant) for each in NAMES} <= links(page).keys(), "its foot stays in the language"
    assert ("These words are a draft" in page.html) == (variant != "en")
    assert page.wire.size <= BYTES


@pytest.mark.parametrize("name", NAMES)
def test_a_live_service_offers_only_reviewed_words_and_marks_the_drafts_that_a_page_leads_to(
    live: Abroad, name: str
) -> None:
    client = live.client()
    assert client.open(f"/{name}").document.first("nav") is None
    polish = client.open(f"/{name}/pl")
    assert "These words are a draft" in polish.html
    foot = polish.document.first("nav")
    assert foot is not None
    assert [each.attributes["href"] for each in foot.every("a")] == [f"/{name}"]


@pytest.mark.parametrize("name", NAMES)
def test_english_is_at_the_short_address_and_what_is_no_language_of_ours_is_not_found(live: Abroad, name: str) -> None:
    client = live.client()
    assert client.open(f"/{name}/en").path == f"/{name}"
    for variant in ("xx", "pnb", "pl-easyread"):
        assert client.open(f"/{name}/{variant}").status == 404


def test_pages_in_a_language_lead_to_it(trial: Abroad) -> None:
    client = trial.client()
    for variant, expected in {"": "", "/pl": "/pl", "/en-easyread": "/en-easyread"}.items():
        start = client.open(f"/{SLUG}{variant}")
        assert {f"/{name}{expected}" for name in NAMES} <= links(start).keys()
        question = client.send(start, start.form, {}, start.form.buttons[0])
        assert f"/privacy{expected}" in links(question)
        client = trial.client()


def test_a_language_without_words_of_ours_leads_to_english() -> None:
    assert about_address("privacy", "pnb") == "/privacy"
    assert about_address("privacy", "pl-easyread") == "/privacy/pl"


@pytest.mark.parametrize("name", NAMES)
def test_easy_read_has_one_idea_a_sentence(live: Abroad, name: str) -> None:
    main = live.client().open(f"/{name}/en-easyread").document.first("main")
    assert main is not None
    lines = [each.words() for each in main.every("span")]
    assert len(lines) > 12
    for sentence in (part for line in lines for part in SENTENCE.split(line)):
        assert len(sentence.split()) <= 15, sentence
