"""Each questionnaire answered in a real browser on a small phone, with and without JavaScript, by what a person sees."""

import pytest
from playwright.sync_api import Page

from tests.browser.chance import Passenger
from tests.browser.hands import press
from tests.respond.rows import profile_answers, responses
from tests.respond.walker import OWN, differences
from tests.serving import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_what_was_typed_on_every_page_stands_in_the_stored_response(
    served: Served, either_page: Page, slug: str
) -> None:
    before, about_before = responses(served.database), profile_answers(served.database)
    either_page.goto(f"{served.address}/{slug}")
    press(either_page, OWN)
    passenger = Passenger(either_page, seed=len(slug))
    passenger.to_the_end()
    (stored,) = (row["answers"] for each, row in responses(served.database).items() if each not in before)
    about = [row for each, row in profile_answers(served.database).items() if each not in about_before]
    answers = stored | {row["question"]: row["answer"] for row in about}
    assert passenger.typed
    assert differences(passenger.typed, answers) == []
