"""The tour through what comes after sending: contact details, what happened, and telling us about the survey."""

from tests.browser.hands import choose, write
from tests.browser.tour import Tour
from tests.respond.walker import OWN, SEND

LEAVE = "Leave your contact details"
LEFT = "Send my contact details"
TELL = "Tell us about this survey"


def see_afterwards(tour: Tour) -> None:
    """The residents' survey sent early, contact details left, changed and deleted, and the survey about it."""
    tour.open("/residents", None)
    tour.press(OWN, None)
    for answer in ("Me, about myself", "Not sure", "16 to 24", "Many times a day"):
        choose(tour.page, answer)
        tour.press("Continue", None)
    tour.press("Stop and come back later", None)
    tour.follow("Send what I have answered so far", None)
    tour.press(SEND, "with contact details asked for")
    tour.follow(LEAVE)
    tour.press(LEFT, "with nothing given")
    choose(tour.page, "You may ask me more about using the internet")
    write(tour.page, "Email address", "ana at example")
    write(tour.page, "Phone number", "12")
    tour.press(LEFT, "with what is no address")
    tour.page.get_by_label("Email address").fill("ana@example.com")
    tour.page.get_by_label("Phone number").fill("")
    tour.press(LEFT, "kept")
    tour.open("/residents/en/contact-details", "left before")
    tour.press("Delete my contact details", "deleted")
    tour.open("/residents/en/thanks", None)
    tour.follow("What happened with earlier answers")
    tour.open("/residents/en/thanks", None)
    tour.follow(TELL)
    tour.press(OWN)
