"""Compression: the smallest coding that a browser takes, and never one that it refuses."""

import gzip

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.coding import Coding, coding_for, compressed, ready


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", Coding.BROTLI),
        ("gzip, deflate", Coding.GZIP),
        ("gzip, compress, bzip, bzip2, deflate", Coding.GZIP),  # w3m
        ("x-gzip", Coding.GZIP),
        ("deflate", Coding.IDENTITY),
        ("", Coding.IDENTITY),
        ("identity", Coding.IDENTITY),
        ("br;q=0, gzip", Coding.GZIP),
        ("br;q=0.0,gzip;q=0", Coding.IDENTITY),
        ("br;q=0.5, gzip;q=0.8", Coding.GZIP),
        ("br ; q=0.8 , gzip ; q=0.8", Coding.BROTLI),
        ("BR", Coding.BROTLI),
        ("*", Coding.BROTLI),
        ("*;q=0", Coding.IDENTITY),
        ("br;q=0, *", Coding.GZIP),
        ("gzip;q=0.5, identity", Coding.IDENTITY),
        ("gzip, identity", Coding.GZIP),
        ("identity;q=0", Coding.IDENTITY),
        ("br;q=2", Coding.IDENTITY),
        ("br;q=nan", Coding.IDENTITY),
        ("br;level=9", Coding.IDENTITY),
        ("broken", Coding.IDENTITY),
    ],
)
def test_the_coding_is_the_best_that_is_accepted(accepted: str, coding: Coding) -> None:
    assert coding_for([(b"accept-encoding", accepted.encode())]) is coding


def test_who_says_nothing_gets_the_page_as_it_is() -> None:
    assert coding_for([]) is Coding.IDENTITY


@given(st.binary(max_size=200))
def test_any_header_gives_a_coding(accepted: bytes) -> None:
    assert isinstance(coding_for([(b"accept-encoding", accepted)]), Coding)


@given(st.binary(max_size=500))
def test_what_is_compressed_comes_back(body: bytes) -> None:
    for made in (ready(body).body, lambda coding: compressed(body, coding)):
        assert brotli.decompress(made(Coding.BROTLI)) == body
        assert gzip.decompress(made(Coding.GZIP)) == body
        assert made(Coding.IDENTITY) == body
