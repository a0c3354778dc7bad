"""The tour through what somebody new to the team meets first: Start here, help, practice, pretend answers."""

from survey_app.team.permissions import Permission
from tests.browser.hands import choose
from tests.browser.installation import Installation
from tests.browser.tour import Tour
from tests.respond.walker import OWN


def see_first_steps(tour: Tour, installation: Installation) -> None:
    """Somebody who runs the service and has done nothing yet; one survey is filled, another is being filled."""
    link = installation.sign_in_link("newcomer@example.org", Permission.MANAGE, Permission.SEE_WORKING)
    tour.open(link, None)
    tour.press("Sign in", "before the first steps")
    tour.press("Hide Start here", "without the first steps")
    tour.open("/team/help", "first steps hidden")
    tour.press("Show Start here on the Surveys page", None)
    tour.open("/team/surveys/walking", "to be filled")
    tour.press("Fill with pretend answers", "filled")
    tour.open("/team", "one survey filled")
    tour.open("/team/surveys/walking/results", "pretend")
    tour.open("/team/surveys/walking", None)
    tour.press("Remove them", None)
    installation.begin_making("walking", 1_200)
    tour.open("/team/surveys/walking", "being filled")
    tour.press("Stop", "being stopped")
    see_practice(tour)


def see_practice(tour: Tour) -> None:
    """From [Try it] to the end, on some of the pages, and what is said when it is over."""
    tour.open("/team/surveys/feedback", None)
    tour.press("Try it", "practice")
    tour.press(OWN, "practice")
    tour.press("Skip this question", None)
    choose(tour.page, "Finding information")
    tour.press("Continue", "practice")
    tour.press("Send my answers", "practice")
    tour.open("/practice-feedback", "practice is over")
