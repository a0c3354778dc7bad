"""The tour through the team's pages, by a member with every permission, one with few, and one with none."""

import re

from survey_app.team.permissions import Permission
from tests.browser.installation import Installation
from tests.browser.tour import Tour
from tests.browser.tour_members import see_members


def see_first_member(tour: Tour, installation: Installation) -> None:
    """From the link that `survey run` prints: no answers yet, a few, dozens."""
    installation.answer("feedback", 4)
    installation.answer("residents", 40)
    tour.open("/team", "nobody is signed in")
    tour.open("/team/sign-in/nonsense", "no link")
    tour.open(first_link(tour), "by the link")
    tour.press("Sign in")
    tour.open("/team/account")
    for slug in ("pulse", "feedback", "residents"):
        tour.open(f"/team/surveys/{slug}")
        tour.open(f"/team/surveys/{slug}/results")
        tour.open(f"/team/surveys/{slug}/downloads")
    tour.open("/team/surveys/residents/downloads", None)
    token = tour.page.locator("[name=form_token]").first.input_value()
    tour.send("/team/surveys/residents/prepared", "a file made beforehand", form_token=token, values="words")
    tour.open("/team/surveys/residents/results?filter=R04:daily&grouped=ambition", "one group, by ambition")
    tour.open("/team/surveys/residents/results?filter=R05:phone", "a view that there is not")
    tour.open("/team/surveys/residents/results/R15/by/R02")
    tour.open("/team/surveys/residents/results/R05/by/how?filter=R04:daily")
    tour.open("/team/surveys/residents/results/how-collected")
    tour.open("/team/surveys/residents/who")
    tour.open("/team/surveys/pulse/results/compare", "groups of a round that is open")
    tour.open("/team/surveys/nowhere")
    see_members(tour, installation)


def see_viewer(tour: Tour, installation: Installation) -> None:
    """Somebody who reads guarded figures: before a round is closed, and after."""
    tour.open(installation.sign_in_link("viewer@example.org", Permission.SEE_GUARDED), None)
    tour.press("Sign in", "a reader of guarded figures")
    tour.open("/team/surveys/residents", "open")
    installation.answer("staff", 60)
    installation.close_survey("staff")
    tour.open("/team/surveys/staff", "closed")
    tour.open("/team/surveys/staff/results", "closed and guarded")
    tour.open("/team/surveys/staff/results?filter=S02a:office", "a view that is refused")
    tour.open("/team/surveys/staff/downloads", "figures alone")
    tour.open("/team/surveys/staff/report", "everything on one page")
    tour.open("/team/surveys/residents/tables.xlsx?filter=R04:daily", "figures that cannot be taken away")
    tour.open("/team/surveys/staff/results/S03/by/S02a", "groups, guarded")
    tour.open("/team/surveys/staff/results/S01/by/S02a", "groups that are refused")


def see_outsider(tour: Tour, installation: Installation) -> None:
    """A member who holds nothing; and what is said of forms of another session and of none."""
    tour.open(installation.sign_in_link("outsider@example.org"), None)
    tour.press("Sign in", "who holds nothing")
    tour.open("/team/account", "who holds nothing")
    tour.page.evaluate("document.querySelectorAll('[name=form_token]').forEach(each => { each.value = 'old' })")
    tour.press("Sign out everywhere", "by an old page")
    tour.open("/team/account", None)
    tour.page.context.clear_cookies()
    tour.press("Sign out everywhere", "by nobody")


def first_link(tour: Tour) -> str:
    """The link that the service printed at its start, without its host."""
    found = re.search(re.escape(tour.served.address) + r"(/team/sign-in/\S+)", tour.served.log())
    assert found is not None
    return found[1]
