"""The pages of a survey's links: how people came to be asked, for who runs the service, and logged."""

import pytest

from survey_app.surveys.samples import Sample, Stratum
from survey_app.surveys.strata import links_of
from survey_app.team.happenings import happenings
from tests.results.site import Place

LINKS = "/team/surveys/residents/links"
TYPED = {
    "type": "random",
    "frame": "The council tax register",
    "selected_on": "2026-05-01",
    "name": "Everybody",
    "size": "12,000",
    "issued": "900",
    "adults": "",
}


@pytest.fixture
def place(sqlite_place: Place) -> Place:
    return sqlite_place


def send(place: Place, **typed: str) -> int:
    return place.as_(place.cast.administrator).press(f"{LINKS}/open", **{**TYPED, **typed}).status_code


def sample(place: Place) -> Sample:
    (link,) = place.database.read_blocking(links_of, place.residents.wave.id)
    return link.sample


def test_every_link_is_listed_with_how_its_people_came_to_be_asked(place: Place) -> None:
    text = place.read(place.cast.administrator, LINKS).text
    assert "Anybody who wanted to" in text
    assert f"{LINKS}/open" in text
    assert LINKS in place.read(place.cast.administrator, "/team/surveys/residents").text


def test_a_link_drawn_by_chance_is_described_and_that_is_logged(place: Place) -> None:
    assert send(place) == 303
    assert sample(place) == Sample(
        "random", Stratum("Everybody", "The council tax register", "2026-05-01", 12_000, 900)
    )
    assert "900 of 12,000 in The council tax register" in place.read(place.cast.administrator, LINKS).text
    logged = place.database.read_blocking(happenings)
    assert "How people came to be asked, described" in [each.what for each in logged]


def test_what_is_wrong_stands_beside_its_field_with_everything_kept(place: Place) -> None:
    assert send(place, issued="13,000") == 422
    assert sample(place) == Sample("open")


@pytest.mark.parametrize("who", ["viewer", "analyst", "outsider"])
def test_nobody_else_comes_to_the_links(place: Place, who: str) -> None:
    assert place.read(getattr(place.cast, who), LINKS).status_code in {403, 404}


def test_a_link_that_is_not_there_is_not_found(place: Place) -> None:
    assert place.read(place.cast.administrator, f"{LINKS}/gone").status_code == 404
