"""The raw scope: headers are found, and no spelling of the team's address is taken for a resident's."""

import pytest

from survey_app.web.scopes import every_header, first_header, is_team

HEADERS = [(b"a", b"1"), (b"b", b"2"), (b"a", b"3")]


def test_headers_are_found_by_name() -> None:
    assert first_header(HEADERS, b"a") == b"1"
    assert first_header(HEADERS, b"c") == b""
    assert every_header(HEADERS, b"a") == [b"1", b"3"]


@pytest.mark.parametrize("path", ["/team", "/team/", "/team/members", "//team", "///team/members", "team"])
def test_the_teams_pages_are_the_teams_however_they_are_written(path: str) -> None:
    assert is_team(path)


@pytest.mark.parametrize("path", ["/", "/teams", "/residents/team", "/Team", "/tea"])
def test_other_pages_are_not(path: str) -> None:
    assert not is_team(path)
