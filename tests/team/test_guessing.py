"""Where a try counts: by account and network, under keyed hashes, or by a browser that signed in before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.settings import Keys
from survey_app.team.guessing import counted_at, known_browser, knows, network_of

KEYS = Keys(bytes(range(32)))
ANALYST = "analyst@council.test"


def test_an_unknown_browser_is_counted_three_times_and_a_known_one_by_itself() -> None:
    assert len(counted_at(KEYS, ANALYST, "192.0.2.7", "")) == 3
    (own,) = counted_at(KEYS, ANALYST, "192.0.2.7", known_browser(KEYS, ANALYST))
    assert own.own


def test_the_account_is_counted_everywhere_and_the_network_for_everybody() -> None:
    here, there = counted_at(KEYS, ANALYST, "192.0.2.7", ""), counted_at(KEYS, ANALYST, "192.0.2.8", "")
    other = counted_at(KEYS, "viewer@council.test", "192.0.2.7", "")
    assert [first.key == second.key for first, second in zip(here, there, strict=True)] == [False, True, False]
    assert [first.key == second.key for first, second in zip(here, other, strict=True)] == [False, False, True]


def test_an_address_is_one_account_in_any_case() -> None:
    assert counted_at(KEYS, " Analyst@COUNCIL.test ", "x", "") == counted_at(KEYS, ANALYST, "x", "")


def test_nothing_of_the_network_or_the_address_stands_in_what_is_stored() -> None:
    for counted in counted_at(KEYS, ANALYST, "192.0.2.7", ""):
        assert len(counted.key) == 32
        assert b"192" not in counted.key
        assert counted.key not in {each.key for each in counted_at(Keys(bytes(32)), ANALYST, "192.0.2.7", "")}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_an_office_on_ipv6_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_browser_is_known_for_the_address_that_signed_in_there_only() -> None:
    browser = known_browser(KEYS, ANALYST)
    assert knows(KEYS, browser, " Analyst@council.test")
    assert not knows(KEYS, browser, "viewer@council.test")
    assert not knows(Keys(bytes(32)), browser, ANALYST)


@given(st.text(max_size=120))
def test_a_made_up_cookie_is_no_known_browser(sent: str) -> None:
    assert not knows(KEYS, sent, ANALYST)
    assert len(counted_at(KEYS, ANALYST, "192.0.2.7", sent)) == 3


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_address_typed_and_any_network_can_be_counted(email: str, network: str) -> None:
    assert len(counted_at(KEYS, email, network, "")) == 3
