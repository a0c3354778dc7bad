"""The tour through residents' pages: every kind of page of a survey, plain and with its problems."""

from tests.browser.hands import choose, quicken, write
from tests.browser.installation import Installation
from tests.browser.tour import Tour
from tests.respond.walker import OWN, SEND, SHARED

IDLE = 20 * 60 + 1
"""Seconds after which an idle page of a shared computer offers more time."""

UNBROKEN = "Wwwwwwwwww" * 30
"""Words without a space, which must break all the same."""

RECEIPT = "Give me a code so I can take my answers back later"


def see_residents(tour: Tour) -> None:
    """The residents' survey on a person's own device, to check answers and one change."""
    tour.open("/")
    tour.open("/residents")
    tour.press(OWN)
    tour.press("Continue", "with nothing chosen")
    choose(tour.page, "I am putting in answers for someone who is with me")
    tour.press("Continue")
    tour.press("Continue", "many options")
    choose(tour.page, "Not sure")
    tour.press("Continue")
    choose(tour.page, "16 to 24")
    tour.press("Continue", None)
    choose(tour.page, "Many times a day")
    tour.press("Continue", "ticks and a box under one")
    choose(tour.page, "A smartphone (a phone that can go online)", "None of these")
    write(tour.page, "Tell us what (you can leave this empty). Up to 200 characters.", "x" * 201)
    tour.press("Continue", "ticks that exclude each other and a box too full")
    tour.skip_to("home-internet", "a scale")
    tour.skip_to("skills-basics", "a list of items")
    tour.skip_to("barriers", "ticks under headings")
    choose(tour.page, "No time", "Not interested")
    tour.press("Continue", "options from an earlier answer")
    choose(tour.page, "No time")
    tour.press("Continue", None)
    tour.skip_to("one-thing", "a long text")
    write(tour.page, "What one thing should we do to make it easier to get online, or to use our services?", UNBROKEN)
    tour.press("Continue", "buttons that answer")
    tour.press("Skip to the end")
    tour.open("/residents/en/barriers", None)
    tour.press("Skip this question", "an answer closed by a change")
    tour.open("/residents", "something under way")


def see_short_ways(tour: Tour) -> None:
    """The feedback form: problems of several questions at once, stopping, sending early, receipt, taking back."""
    tour.open("/feedback")
    tour.press(OWN, None)
    choose(tour.page, "A resident")
    tour.press("Continue", None)
    tour.skip_to("what-happened", "several questions")
    write(tour.page, "What happened, or what is your idea?", UNBROKEN * 7)
    tour.press("Continue", "problems in several questions")
    tour.press("Stop and come back later")
    tour.follow("Send what I have answered so far")
    tour.page.get_by_text(RECEIPT).click()
    tour.press(SEND, "with a receipt code")
    code = tour.page.locator(".z").inner_text()
    tour.open("/feedback/en/check", "after sending")
    tour.open("/feedback/en/take-back")
    write(tour.page, "Receipt code", "1234")
    tour.press("Delete my answers", "a wrong code")
    tour.page.get_by_label("Receipt code").fill(code)
    tour.press("Delete my answers", "taken back")


def see_shared(tour: Tour) -> None:
    """The feedback form on a shared computer."""
    tour.open("/feedback", None)
    tour.press(SHARED, "shared")
    quicken(tour.page, IDLE)
    tour.again("20 minutes later")
    tour.press("Skip this question", None)
    choose(tour.page, "Finding information")
    write(tour.page, "What happened, or what is your idea?", UNBROKEN)
    tour.press("Stop and clear this computer", "shared")
    tour.follow("Go back to the questions", "shared, filled in")
    tour.press("Continue", "shared")
    tour.page.get_by_text(RECEIPT).click()
    tour.press(SEND, "shared")
    tour.press("Clear this computer")


def see_staff(tour: Tour) -> None:
    """The staff survey: what it stores, a short text, a limit of ticks."""
    tour.open("/staff")
    tour.follow("See exactly what we store")
    tour.open("/staff", None)
    tour.press(OWN, None)
    tour.skip_to("equipment", None)
    choose(tour.page, "Some of it")
    tour.press("Continue", "a short text")
    write(tour.page, "What equipment is missing?", UNBROKEN)
    tour.press("Continue", "a short text that is too long")
    tour.skip_to("help-wanted", "ticks up to a limit")
    choose(tour.page, "Quicker fixes", "Drop-in help near me", "Better equipment", "One-to-one coaching")
    tour.press("Continue", "too many ticks")
    tour.press("Stop and come back later", None)
    tour.press("Delete my answers")


def see_walking(tour: Tour) -> None:
    """A survey of the tests' own, with the kinds that the real ones do not use yet."""
    tour.open("/walking")
    tour.press(OWN, "a number")
    write(tour.page, "How far is it to the nearest shop?", "far")
    tour.press("Continue", "not a number")
    tour.press("Skip this question", "several kinds")
    choose(tour.page, "To get to work", "To get to the shops", "For fun")
    write(tour.page, "How many people live with you?", "21")
    tour.press("Continue", "several problems")
    choose(tour.page, "For fun")
    tour.page.get_by_label("How many people live with you?").fill("2")
    tour.press("Continue", "a list of items that are needed")
    tour.press("Continue", "a problem with each item")


def see_ends(tour: Tour, installation: Installation) -> None:
    """What is refused, ends, or has nothing to show."""
    tour.open("/residents/en/under-16")
    tour.open("/privacy")
    tour.open("/accessibility")
    tour.open("/nowhere")
    tour.send("/privacy", "a form that it does not take")
    tour.open("/feedback", None)
    tour.press(OWN, None)
    tour.send("who", "an unknown button", go="fly", m=tour.mark)
    tour.open("/feedback/en/who", None)
    tour.send("who", "an unknown field", F9="x", m=tour.mark)
    tour.open("/feedback/en/who", None)
    tour.send("who", "another draft's form", F1="resident", m="stale")
    installation.expire_drafts()
    tour.press("Continue", "after the draft expired")
    tour.send("who", "too much", F1="resident" * 10_000)
    tour.page.context.clear_cookies()
    tour.open("/feedback/en/who?begun", "cookies refused")
