"""The tour through assisted entry: a batch begun, keyed, keyed again by a colleague and settled; and a call."""

from collections.abc import Mapping

from survey_app.team.permissions import Permission
from tests.browser.hands import choose
from tests.browser.installation import Installation, wait_for
from tests.browser.tour import Tour

PRINTING = "/team/surveys/pulse/paper"

KEYING = "/team/surveys/pulse/keying"

ODD = {"P1": "1", "P1a": "3", "P2.a1": "9", "P2.a2": "1 2", "P2.a3": "r", "P4": "m", "P5": "Wwwww" * 100}
"""A form with something odd in nearly every box."""

WELL = {"P1": "2", "P4": "1", "P5": "Trains"}
DIFFERENT = {**WELL, "P4": "2", "P5": "Buses"}


def see_assistants(tour: Tour, installation: Installation) -> None:
    """Every page of assisted entry, by two assistants."""
    tour.open(installation.sign_in_link("assistant@example.org", Permission.KEY_ENTRY), None)
    tour.press("Sign in", "who keys forms")
    tour.open("/team/surveys/pulse", "who keys forms")
    _print(tour)
    tour.open(KEYING, "no batch yet")
    tour.page.locator("#day").fill("2020-01-01")
    tour.press("Begin this batch", "with a day before the round")
    tour.open(KEYING, None)
    tour.press("Begin this batch")
    batch = tour.page.url.removeprefix(tour.served.address)
    tour.open(f"{batch}/form")
    _key(tour, ODD, "Check", "with oddities")
    tour.press("Save and next form", "after a form")
    for _ in range(2):
        _key(tour, WELL, "Save and next form", None)
    _key(tour, WELL, "Check", "with nothing odd")
    tour.open(batch, None)
    tour.press("End this batch", "ended, by its keyer")
    _settle(tour, installation, batch)
    tour.open(KEYING, "with batches")
    _call(tour)


def _print(tour: Tour) -> None:
    tour.open(PRINTING, "no print run yet")
    tour.page.get_by_label("Place").select_option("Chorley Library")
    tour.press("Make this print run", "with a print run")


def _settle(tour: Tour, installation: Installation, batch: str) -> None:
    tour.open(installation.sign_in_link("colleague@example.org", Permission.KEY_ENTRY), None)
    tour.press("Sign in", None)
    tour.open(batch, "to be keyed again")
    tour.page.get_by_role("link", name="Key form").click()
    tour.open(tour.page.url.removeprefix(tour.served.address))
    _key(tour, DIFFERENT, "Save and compare", "what differs")
    tour.press("Settle this form", "with nothing chosen")
    for first in tour.page.locator("[value=first]").all():
        first.check()
    tour.press("Settle this form", "agreed too seldom")
    tour.press("Finish without", "finished")


def _call(tour: Tour) -> None:
    tour.open(KEYING, None)
    tour.page.get_by_label("By telephone").check()
    tour.press("Begin this batch", "by telephone")
    _begin_call(tour)
    tour.press("Start", "words for consent")
    tour.press("Continue", "read out")
    choose(tour.page, "A resident")
    tour.press("Continue", "options that nobody reads out")
    _yes_and_no(tour)


def _begin_call(tour: Tour, state: str | None = "") -> None:
    wait_for(str(tour.page.get_by_role("link", name="Begin a call").evaluate("each => each.href")))
    tour.follow("Begin a call", state)


def _yes_and_no(tour: Tour) -> None:
    """The page with a yes and a no for each option, beside other questions, with something wrong."""
    tour.open("/team/surveys/feedback/keying", None)
    tour.page.get_by_label("By telephone").check()
    tour.press("Begin this batch", None)
    _begin_call(tour, None)
    tour.press("Start", None)
    tour.press("Continue", None)
    tour.skip_to("what-happened", "yes and no")
    noes = tour.page.locator("[value=no]").all()
    assert noes, f"{tour.page.url} has no pair of yes and no"
    for no in noes:
        no.check()
    tour.press("Continue", "every answer is no, another missing")


def _key(tour: Tour, typed: Mapping[str, str], words: str, state: str | None) -> None:
    for key, text in typed.items():
        tour.page.locator(f'[name="{key}"]').fill(text)
    tour.press(words, state)
