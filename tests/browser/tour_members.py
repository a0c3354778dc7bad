"""The tour through signing in by a password, proving it again, the members of the team and what happened."""

from tests.browser.installation import Installation
from tests.browser.tour import Tour

CHOSEN = "violin puddle hedgehog"
ME = "first.member@example.org"


def see_members(tour: Tour, installation: Installation) -> None:
    """By the member who came by the first link, who chooses a password on the way and whose session ends once."""
    see_password(tour, installation)
    see_colleague(tour)
    see_kept_form(tour)


def see_password(tour: Tour, installation: Installation) -> None:
    """Choosing a password, signing in with it, and being asked again a while later."""
    page = tour.page
    tour.open("/team/password")
    page.fill("#new_password", "password1234")
    tour.press("Save the password", "easily guessed")
    page.fill("#new_password", CHOSEN)
    tour.press("Save the password", None)
    tour.open("/team/password", "changing it")
    tour.press("Sign out", None)
    page.fill("#email", ME)
    for number in range(5):
        page.fill("#password", "not the password")
        tour.press("Sign in", {0: "wrong", 4: "a wait"}.get(number))
    tour.open(installation.sign_in_link(ME), None)
    tour.press("Sign in", None)
    installation.age_sessions()
    tour.open("/team/members", None)
    tour.follow(ME, None)
    page.locator("[value=key_entry]").check()
    tour.press("Give this permission", "to prove it first")
    tour.open("/team/prove?next=/team/account")
    tour.open(installation.sign_in_link(ME), None)
    tour.press("Sign in", None)


def see_colleague(tour: Tour) -> None:
    """Adding a colleague, giving a permission, handing over a link, shutting out."""
    page = tour.page
    tour.open("/team/members")
    page.fill("#email", "nobody")
    tour.press("Add", "no address")
    page.fill("#email", "a.colleague@example.org")
    tour.press("Add", "nothing yet")
    page.locator("[value=microdata]").check()
    tour.press("Give this permission", "no survey")
    page.locator("[value=see_guarded]").check()
    tour.press("Give this permission", "one permission")
    tour.press("Make a one-time link")
    tour.press("Shut them out", "shut out")
    tour.open("/team/audit")
    tour.open("/team/members/9999", "nobody")


def see_kept_form(tour: Tour) -> None:
    """A form that is sent after the session ended, and what comes of it."""
    page, context = tour.page, tour.page.context
    tour.open("/team/members", None)
    (session,) = [cookie for cookie in context.cookies() if cookie["name"] == "team"]
    context.add_cookies([{"name": "team", "value": "ended", "url": tour.served.address}])
    page.fill("#email", "another.colleague@example.org")
    tour.press("Add", "signed out, and kept")
    context.add_cookies([{"name": "team", "value": session["value"], "url": tour.served.address}])
    tour.open("/team/members", None)
    page.evaluate("document.querySelectorAll('[name=form_token]').forEach(each => { each.value = 'old' })")
    page.fill("#email", "another.colleague@example.org")
    tour.press("Add", "to be sent again")
    tour.press("Send it now", "sent again")
