"""The real service as `make run` starts it: it answers, ends when asked, and comes back after a kill."""

import urllib.request
from http.client import HTTPResponse

import pytest

from tests.serving import Served


def opened(address: str) -> HTTPResponse:
    response = urllib.request.urlopen(address, timeout=10)  # noqa: S310  # the test's own service on loopback
    assert isinstance(response, HTTPResponse)
    return response


def test_a_start_prints_the_addresses_and_lists_what_is_open(served: Served) -> None:
    with opened(served.address) as response:
        front = response.read().decode()
    for slug in ("residents", "staff", "pulse", "feedback"):
        assert f"{served.address}/{slug}" in served.log()
    assert f"{served.address}/team" in served.log()
    assert "residents" in front


def test_a_command_works_beside_the_running_service(served: Served) -> None:
    served.command("add-member", "analyst@council.test", "--permission", "see_working")
    assert served.address in served.command("sign-in-link", "analyst@council.test")
    with pytest.raises(RuntimeError, match="sign-in-link"):
        served.command("sign-in-link", "stranger@council.test")


@pytest.mark.fault
def test_killed_the_service_comes_back_on_the_same_files_and_port(freshly_served: Served) -> None:
    freshly_served.kill()
    with pytest.raises(OSError, match=r"refused|reset"):
        opened(freshly_served.address)
    freshly_served.start()
    with opened(freshly_served.address) as response:
        assert response.status == 200


@pytest.mark.fault
def test_asked_to_end_the_service_ends(freshly_served: Served) -> None:
    freshly_served.stop()
    with pytest.raises(OSError, match=r"refused|reset"):
        opened(freshly_served.address)
