"""The tour through the residents' survey in Easy Read: every page that somebody can meet, and its problems."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.hands import choose
from tests.browser.tour import Tour
from tests.respond.walker import OWN, SEND, SHARED

SURVEY = "/residents/en-easyread"
RECEIPT = "Give me a code so I can take my answers back later"

NOT_HERE = "My answer is not here"
"""What leads on in a list over several pages."""

ANSWERS = {
    "who": "I am typing for someone who is with me",
    "area": "I am not sure",
    "age": "85 or over",
    "using-the-internet": "Many times a day",
    "health": "Yes",
}
"""Answers that lead to every page."""


def answered(page: Page) -> str:
    """Give the open page its answer: the words of the button that leads on, none where answers are checked."""
    section = urlsplit(page.url).path.rpartition("/")[2]
    if section in ANSWERS and not page.get_by_text(ANSWERS[section], exact=True).count():
        return NOT_HERE
    if section in ANSWERS:
        choose(page, ANSWERS[section])
    return {"check": "", "about-you": "Answer these questions"}.get(section, "Continue")


def see_easy_read(tour: Tour) -> None:
    """On a person's own device, page by page to the end."""
    tour.open(SURVEY)
    tour.press(OWN)
    tour.press("Continue", "with nothing chosen")
    while leads := answered(tour.page):
        tour.press(leads)
    tour.open(f"{SURVEY}/stop")
    tour.open(f"{SURVEY}/check", None)
    choose(tour.page, RECEIPT)
    tour.press(SEND)
    tour.open(f"{SURVEY}/sent")


def see_easy_read_light(tour: Tour) -> None:
    """Without pictures, on a shared computer, to the page that ends it for who is too young."""
    tour.open(f"{SURVEY}?light", "light")
    tour.press(SHARED, "light")
    choose(tour.page, "Me, on my own")
    tour.press("Continue", None)
    tour.press(NOT_HERE, None)
    tour.press(NOT_HERE, None)
    choose(tour.page, "Somewhere else")
    tour.press("Continue", None)
    choose(tour.page, "Under 16")
    tour.press("Continue", "too young")
