"""Whose address a request comes from: believed only from proxies that we trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.client import client_address


def found(trusted: tuple[str, ...], peer: str, *forwarded: str) -> str:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return client_address(trusted)(headers, peer)


def test_without_trusted_proxies_the_peer_is_the_client_whatever_it_says() -> None:
    assert found((), "192.0.2.9", "198.51.100.1") == "192.0.2.9"


def test_a_stranger_is_not_believed() -> None:
    assert found(("10.0.0.1",), "192.0.2.9", "198.51.100.1") == "192.0.2.9"


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        (("198.51.100.1",), "198.51.100.1"),
        (("203.0.113.5, 198.51.100.1",), "198.51.100.1"),
        (("198.51.100.1, 10.0.0.2",), "198.51.100.1"),
        (("203.0.113.5", "198.51.100.1, 10.0.0.2"), "198.51.100.1"),
        (("10.0.0.3,10.0.0.2",), "10.0.0.3"),
        ((), "10.0.0.1"),
        (("",), "10.0.0.1"),
        (("198.51.100.1, unknown",), "10.0.0.1"),
        (("198.51.100.1, unknown, 10.0.0.2",), "10.0.0.2"),
        (("2001:DB8::1",), "2001:db8::1"),
    ],
)
def test_a_trusted_proxy_names_the_right_most_stranger(forwarded: tuple[str, ...], client: str) -> None:
    assert found(("10.0.0.0/24",), "10.0.0.1", *forwarded) == client


def test_a_proxy_on_a_socket_has_no_address_to_trust() -> None:
    assert found(("10.0.0.1",), "", "198.51.100.1") == ""


@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_header_gives_an_address(forwarded: str) -> None:
    assert found(("10.0.0.1",), "10.0.0.1", forwarded)


def test_what_is_no_address_stops_the_start() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        client_address(["proxy.local"])
