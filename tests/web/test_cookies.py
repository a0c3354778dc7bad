"""Cookies: read without the framework, whatever a client sends; set as the address allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.cookies import cookie_name, read_cookie, set_cookie


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (["draft=abc"], "abc"),
        (["a=1; draft=abc; b=2"], "abc"),
        (["a=1;draft=abc"], "abc"),
        (["a=1", "draft=abc"], "abc"),
        (["draft=first; draft=second"], "first"),
        (["draft=a=b"], "a=b"),
        (["draft="], ""),
        (["draft"], ""),
        (["xdraft=abc"], ""),
        (["Draft=abc"], ""),
        ([], ""),
    ],
)
def test_a_cookie_is_read_by_its_name(sent: list[str], value: str) -> None:
    assert read_cookie([(b"cookie", header.encode()) for header in sent], "draft") == value


@given(st.lists(st.binary(max_size=80), max_size=3))
def test_a_tampered_cookie_is_read_as_text_and_never_fails(sent: list[bytes]) -> None:
    assert isinstance(read_cookie([(b"cookie", header) for header in sent], "draft"), str)


def test_a_cookie_is_for_this_host_alone_where_the_address_is_https() -> None:
    assert cookie_name("draft", secure=True) == "__Host-draft"
    assert cookie_name("draft", secure=False) == "draft"


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    assert set_cookie("__Host-draft", "abc", secure=True).to_header(header="") == (
        "__Host-draft=abc; HttpOnly; Path=/; SameSite=lax; Secure"
    )
    assert set_cookie("draft", "abc", secure=False, seconds=60).to_header(header="") == (
        "draft=abc; HttpOnly; Max-Age=60; Path=/; SameSite=lax"
    )


def test_a_cookie_ends_at_once_with_no_seconds() -> None:
    assert "Max-Age=0" in set_cookie("draft", "", secure=False, seconds=0).to_header(header="")
