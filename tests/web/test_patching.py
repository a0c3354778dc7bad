"""Facts of pages that differ in one word."""

import gzip

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as some

from survey_app.web.patching import PLACE, WIDTH, patched

texts = some.text(some.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=400).map(
    lambda text: (text * 5).encode()
)
words = some.text("abcdefghijklmnopqrstuvwxyz234567", min_size=WIDTH, max_size=WIDTH).map(str.encode)


@given(texts, texts, words)
def test_every_coding_decodes_to_the_page_with_its_word(before: bytes, after: bytes, word: bytes) -> None:
    page = patched(before, after)
    if page is None:
        return
    ready = page.with_word(word)
    assert ready.identity == before + word + after
    assert gzip.decompress(ready.gzip) == ready.identity
    assert brotli.decompress(ready.brotli) == ready.identity


def test_an_ordinary_page_can_be_patched_and_two_words_give_two_pages() -> None:
    page = patched(b"<h1>A question</h1>" * 40, b"<p>Help</p>" * 20)
    assert page is not None
    one, two = page.with_word(b"abcdef"), page.with_word(b"uvwxyz")
    assert one.identity.replace(b"abcdef", b"uvwxyz") == two.identity
    assert len(one.brotli) < len(one.gzip) < len(one.identity)


def test_a_page_that_holds_the_place_itself_is_not_patched() -> None:
    assert patched(b"a" + PLACE, b"b") is None
    assert patched(b"a", PLACE[:1] + b"b") is None


def test_a_word_of_another_width_is_refused() -> None:
    page = patched(b"before", b"after")
    assert page is not None
    with pytest.raises(ValueError, match="cannot stand"):
        page.with_word(b"short")
