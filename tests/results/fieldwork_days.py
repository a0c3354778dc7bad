"""Days of fieldwork as viewers' figures meet them: people answer, take answers back, time passes, somebody reads."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from survey_app.surveys.waves import GRACE
from survey_app.team.members import Member
from tests.results.sample import NOON, change_state, people, store
from tests.results.site import MONTH, Place
from tests.results.test_pages import words_of

OVER = MONTH + GRACE


def come(place: Place, count: int, answer: str = "daily", slug: str = "residents", **others: object) -> list[int]:
    """So many people answer, on the day that it is."""
    day = (date(2026, 5, 28) + timedelta(seconds=place.site.clock.seconds - NOON)).isoformat()
    fieldwork = place.staff if slug == "staff" else place.residents
    with place.database.write() as connection:
        return store(connection, fieldwork, people(count, Q1=answer, Q7="north"), day=day, ids=(), **others)


def leave(place: Place, ids: Sequence[int]) -> None:
    """These people take their answers back."""
    with place.database.write() as connection:
        for each in ids:
            change_state(connection, each, "withdrawn")


def wait(place: Place, seconds: int) -> None:
    """Let time pass."""
    place.site.clock.seconds += seconds


def figures(place: Place, member: Member | None = None, slug: str = "residents") -> str:
    """All that a viewer is shown of a survey, but for how many have answered by now, which everybody may know."""
    browser = place.as_(member or place.cast.viewer)
    found = [browser.get(f"/team/surveys/{slug}{page}") for page in ("", "/results")]
    assert [page.status_code for page in found] == [200, 200]
    pages = [words_of(page.text) for page in found]
    pages[0] = re.sub(r"[\d,]+ (person|people) (has|have) answered", "", pages[0])
    return re.sub(r" By now [\d,]+ have\.", "", "\n".join(pages))
