"""Answers leave only for who has just proved who they are: 15 minutes after signing in, each file asks again."""

import pytest

from tests.results.site import Place
from tests.team.site import CHOSEN

FILES = ["/team/surveys/residents/answers.csv", "/team/surveys/residents/text/Q6.csv"]


@pytest.mark.parametrize("path", FILES)
def test_a_quarter_of_an_hour_later_a_file_asks_for_the_password(sqlite_place: Place, path: str) -> None:
    browser = sqlite_place.as_(sqlite_place.cast.named)
    assert browser.get(path).status_code == 200
    sqlite_place.site.clock.seconds += 15 * 60
    before = sqlite_place.site.events()
    asked = browser.get(path)
    assert asked.status_code == 303
    assert asked.headers["location"].startswith("/team/prove?next=/team/surveys/residents")
    assert sqlite_place.site.events() == before
    assert browser.get("/team/surveys/residents").status_code == 200


def test_having_proved_it_the_file_is_given(sqlite_place: Place) -> None:
    site, named = sqlite_place.site, sqlite_place.cast.named
    site.set_password(named)
    browser = sqlite_place.as_(named)
    site.clock.seconds += 20 * 60
    led = browser.press("/team/prove", password=CHOSEN, next="/team/surveys/residents")
    assert led.headers["location"] == "/team/surveys/residents"
    assert browser.get(FILES[0]).status_code == 200
