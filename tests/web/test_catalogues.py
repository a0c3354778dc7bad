"""Residents' words in every language: complete, with the same places and the same markup, compiled as they stand."""

import re

import pytest
from babel.messages.catalog import Message

from survey_app.questionnaire.languages import LANGUAGES
from survey_app.questionnaire.phrases import Phrase, phrase, phrases
from survey_app.web.tongues import ENGLISH, tongue_at, tongue_in
from tests.catalogues import catalogues, compiled, messages, read_catalogue, said_words, translations

MARKUP = re.compile(r"<[^>]*>")
PLACES = re.compile(r"\{\w+\}")
DIGITS = re.compile(r"\d+")

FILES = dict(catalogues())


def test_the_five_languages_of_the_county_have_a_catalogue() -> None:
    assert {"pl", "ur", "pa", "ro", "gu"} <= set(FILES)


@pytest.mark.parametrize("tag", FILES)
def test_a_catalogue_says_everything_that_is_said_and_nothing_else(tag: str) -> None:
    ours = {_name(message) for message in messages(said_words())}
    theirs = {_name(message) for message in messages(read_catalogue(FILES[tag])) if all(translations(message))}
    assert sorted(ours - theirs) == [], "Run `make languages`, then translate these"
    assert sorted(theirs - ours) == [], "Run `make languages`"


@pytest.mark.parametrize("tag", FILES)
def test_nothing_in_a_catalogue_is_only_guessed(tag: str) -> None:
    assert [message.id for message in messages(read_catalogue(FILES[tag])) if message.fuzzy] == []


@pytest.mark.parametrize("tag", FILES)
def test_a_translation_has_the_places_and_the_markup_of_its_source(tag: str) -> None:
    wrong = [
        words
        for message in messages(read_catalogue(FILES[tag]))
        for words in translations(message)
        if not _same(message, words)
    ]
    assert wrong == []


@pytest.mark.parametrize("tag", FILES)
def test_the_foot_of_a_paper_form_counts_the_page_before_the_pages(tag: str) -> None:
    """The browser counts both while it prints, so the form's style is cut at them, in this order."""
    (words,) = [
        translations(message)[0]
        for message in messages(read_catalogue(FILES[tag]))
        if message.id == "Page {page} of {pages}"
    ]
    assert -1 < words.find("{page}") < words.find("{pages}")


@pytest.mark.parametrize("tag", FILES)
def test_a_catalogue_is_compiled_as_it_stands(tag: str) -> None:
    assert FILES[tag].with_suffix(".mo").read_bytes() == compiled(read_catalogue(FILES[tag])), "Run `make languages`"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_phrase_is_said_in_each_language_with_its_values_in_it(tag: str) -> None:
    said = tongue_in(tag).say(phrase("You answered {answered} of {asked}.", answered=2, asked=7))
    assert "2" in said
    assert "7" in said
    assert "{" not in said


def test_a_phrase_without_a_translation_is_said_in_english() -> None:
    assert tongue_in("pl").say(Phrase("Nobody says this.")) == "Nobody says this."


def test_a_number_has_its_languages_mark_between_thousands() -> None:
    assert ENGLISH.say(phrase("{n}", n=12345)) == "12,345"
    assert tongue_in("pl").say(phrase("{n}", n=12345)) == "12\N{NO-BREAK SPACE}345"


def test_one_is_told_from_several() -> None:
    assert ENGLISH.say(phrases("{n} page", "{n} pages", 1)) == "1 page"
    assert ENGLISH.say(phrases("{n} page", "{n} pages", 2)) == "2 pages"


def test_what_stands_in_markup_is_escaped() -> None:
    assert ENGLISH.markup("<b>{name}</b>", name="<i>") == "<b>&lt;i&gt;</b>"


def test_an_address_names_its_language() -> None:
    assert tongue_at("/residents/ur/who").language.direction == "rtl"
    assert tongue_at("/residents/en-easyread").language.tag == "en"
    assert tongue_at("/residents") is ENGLISH
    assert tongue_at("/team/members/1") is ENGLISH


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _same(message: Message, words: str) -> bool:
    """Every place and tag of the source, its numbers in the digits 0 to 9; the form for one may leave `{n}` out."""
    source = message.id if isinstance(message.id, str) else message.id[1]
    places = [set(PLACES.findall(text)) - ({"{n}"} if message.pluralizable else set()) for text in (source, words)]
    kinds = [sorted(MARKUP.findall(text)) for text in (source, words)]
    return places[0] == places[1] and kinds[0] == kinds[1] and set(DIGITS.findall(source)) <= set(DIGITS.findall(words))
