"""Words that a draft lacks stand in the survey's own language, and every page says which that is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.kept_words import ENDED, MARK, NAMED, kept, plain
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.wording import Wording
from survey_app.respond.paper.page import Printed, paper_page
from survey_app.respond.paper.sizes import Size
from survey_app.web.kept_words import in_their_language
from survey_app.web.templates import render
from survey_app.web.tongues import tongue_of
from tests.questionnaire.examples import ORGANISATION, loaded
from tests.respond.abroad import SLUG, abroad
from tests.respond.client import Page
from tests.respond.documents import Element, parsed

Given: TypeAlias = str | tuple[str, ...]

BARE = replace(loaded(), wordings={"ur": Wording()})
"""The good questionnaire with a draft of which nothing is translated yet."""

WAY: tuple[dict[str, Given], ...] = (
    {"R1": "alone"},
    {"R2": "north"},
    {"R4": ("walk", "bus")},
    {"R5": "bus"},
    {},
    {},
    {"E0": "no"},
)
"""Answers that lead to check answers, page by page."""

WORDS = {line for text in texts(BARE) for line in text.words.split("\n") if len(line) > 3 and "{" not in line}


def foreign(element: Element, *, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """The pieces of text of an element, and whether each stands under `lang="en" dir="ltr"`."""
    for child in element.children:
        if isinstance(child, str):
            yield " ".join(child.split()), inside
        elif child.tag not in {"style", "title", "script", "textarea", "option"}:
            of_child = (child.attributes.get("lang"), child.attributes.get("dir"))
            yield from foreign(child, inside=inside or of_child == ("en", "ltr"))


def told(document: Element) -> tuple[set[str], set[str]]:
    """The questionnaire's English on a page: what is under its language, and what is not."""
    found: tuple[set[str], set[str]] = (set(), set())
    for words, inside in foreign(document):
        for line in WORDS:
            if line in words:
                found[not inside].add(line)
    return found


def test_every_word_that_a_draft_lacks_says_its_language_on_every_page(prepared: Path, tmp_path: Path) -> None:
    seen: set[str] = set()
    with abroad(prepared, tmp_path, drafts=True) as survey:
        survey.publish(BARE)
        client = survey.client()
        page = client.open(f"/{SLUG}/ur")
        page = client.send(page, page.form, {}, page.form.buttons[0])
        pages = [page, send(client.post, page, {})]
        for answers in WAY:
            page = send(client.post, page, answers)
            pages.append(page)
        assert page.path.endswith("/check")
        pages += [client.open(f"/{SLUG}/ur"), send(client.post, page, {"go": "send"})]
    for each in pages:
        inside, outside = told(each.document)
        assert not outside, each.path
        assert MARK not in each.html
        seen |= inside
    assert len(seen) > 40


def send(post: Callable[[str, dict[str, tuple[str, ...]]], Page], page: Page, answers: dict[str, Given]) -> Page:
    """Send a page's form with these answers."""
    typed = {name: (value,) if isinstance(value, str) else value for name, value in answers.items()}
    return post(page.path, {**typed, "m": page.form.values()["m"]})


def test_a_paper_form_says_it_too() -> None:
    printed = Printed(
        slug=SLUG, questionnaire=BARE, variant="ur", size=Size.STANDARD, public_url="http://x.test", back="/"
    )
    html = render("respond/paper/form.html", paper_page(printed, ORGANISATION), tongue_of("ur"))
    inside, outside = told(parsed(html))
    assert (len(inside) > 20, outside) == (True, set())
    assert MARK not in html


PIECES = st.sampled_from(
    [MARK, NAMED, ENDED, "en", "ur", "a", "<b>", "</b>", "<bdi>", "</bdi>", '<a title="', '">', "\n"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_mark_reaches_a_page_and_no_element_is_broken_by_one(html: str) -> None:
    made = in_their_language(MARK + html)
    assert not set(made) & {MARK, NAMED, ENDED}
    assert made.count("<b>") == html.count("<b>")


@given(st.text(max_size=20), st.sampled_from(["en", "pl"]))
def test_words_are_marked_and_plain_again(words: str, tag: str) -> None:
    words = plain(words)
    assert plain(kept(words, tag)) == words
    assert kept("1 234", tag) == "1 234", "figures are in no language"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (f"<p>{kept('Bus', 'en')}</p>", '<p><bdi lang="en" dir="ltr">Bus</bdi></p>'),
        (f"<title>{kept('Bus', 'en')}</title>", "<title>Bus</title>"),
        (f"<select><option>{kept('Bus', 'en')}</select>", "<select><option>Bus</select>"),
        (f'<input value="{kept("Bus", "en")}">', '<input value="Bus">'),
        (
            f"<p>{kept('Why <bdi>x</bdi>?', 'en')}</p>",
            '<p><bdi lang="en" dir="ltr">Why <bdi>x</bdi>?</bdi></p>',
        ),
        (
            f"<p>{kept('Why ' + kept('bus', 'en') + '?', 'ur')}</p>",
            '<p><bdi lang="ur" dir="rtl">Why <bdi lang="en" dir="ltr">bus</bdi>?</bdi></p>',
        ),
        (f"<p>{MARK}xx{NAMED}Bus{ENDED}</p>", "<p>Bus</p>"),
        (f"<p>{MARK}en{NAMED}</p><p>{ENDED}</p>", "<p></p><p></p>"),
    ],
)
def test_marks_are_made_into_html(html: str, made: str) -> None:
    assert in_their_language(html) == made
