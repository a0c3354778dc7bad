"""Pages that say one thing: closed, cookie refused, an ending, sent already, a computer that is clear."""

from survey_app.questionnaire.definition import Ending
from survey_app.respond.contexts import MessagePage
from survey_app.respond.room import Room
from survey_app.respond.visit import Visit, plain_frame
from survey_app.web.london import plain_instant
from survey_app.web.templates import render

NOTICES = {
    b"expired": (
        "We had to delete your earlier answers. They were too old, or nobody used this computer for 30 minutes. "
        "We kept what you typed on the last page. Please answer the first questions again."
    ),
}
"""Words that a redirection may ask the next page to print, by its query."""

NOT_SAVED = (
    "We could not save this page just now. Nothing you typed is lost: it is all below. "
    "Wait a moment, then press the button again."
)

NOT_STARTED = "We could not start just now. Wait a moment, then press the button again."

NOT_DELETED = "We could not delete your answers just now. Wait a moment, then press the button again."

STALE = "You started again on another page. What you typed here is below. To keep it, press the button again."

UNKNOWN_FIELD = "Something went wrong. We kept what you typed. Go back and open the page again."


def closed_page(room: Room, found: Visit) -> str:
    """The survey has closed, or has not opened."""
    if found.now < found.wave.opens_at:
        return _message(
            found,
            "This survey is not open yet",
            f"It opens on {plain_instant(found.wave.opens_at)}.",
            link=("See which surveys are open", "/"),
        )
    return _message(
        found,
        "This survey has closed",
        "You cannot answer it any more.",
        f"If there is something that you want us to know, phone {room.service.organisation.help_phone}.",
        link=("See which surveys are open", "/"),
    )


def cookie_refused_page(room: Room, found: Visit) -> str:
    """The browser did not send the cookie back."""
    return _message(
        found,
        "Your browser did not keep our cookie",
        "This survey needs one cookie: a small note that your browser keeps. It holds your answers together while you "
        "fill the survey in. It goes when you finish.",
        "Allow cookies for this website in your browser's settings, then start again.",
        f"Or phone {room.service.organisation.help_phone} and we will fill it in with you.",
        "If you came here by pressing Back after you finished, all is well: your answers are not on this computer.",
        link=("Go back to the start", f"/{found.slug}"),
    )


def ending_page(found: Visit, ending: Ending) -> str:
    """A section that ended the survey; the draft is deleted."""
    return _message(found, ending.title, *ending.text, link=("Change my answer", f"/{found.slug}"))


def practice_over_page(found: Visit) -> str:
    """What was typed to try a survey is gone, or the link to try it is old."""
    return _message(
        found,
        "This practice is over",
        "Nothing of it was kept, and nothing was counted.",
        "To try the survey again, press Try it on the survey's page.",
        link=("Go to the surveys", "/team"),
    )


def sent_page(found: Visit) -> str:
    """These answers have been sent: what Back meets after sending."""
    if found.practice:
        return practice_over_page(found)
    return _message(
        found,
        "These answers have been sent",
        "You do not need to do anything else. They cannot be changed now.",
        link=("See the thank-you page", f"{found.root}/thanks"),
    )


def clear_page(found: Visit) -> str:
    """Nothing is left of whoever was here."""
    return _message(
        found,
        "This computer is clear",
        "None of the answers that were typed here can be seen on it now.",
        link=("Start for another person", f"/{found.slug}"),
    )


def taken_back_page(found: Visit) -> str:
    """Sent answers were deleted by their receipt code."""
    return _message(
        found,
        "Your answers are taken back",
        "We have deleted them. We will not count them. Figures that we made before stay as they are.",
        link=("Go back to the start", f"/{found.slug}"),
    )


def deleted_page(found: Visit) -> str:
    """Answers under way were deleted at the person's wish."""
    return _message(
        found,
        "Your answers are deleted",
        "Nothing was sent, and nothing of what you typed is kept.",
        link=("Go back to the start", f"/{found.slug}"),
    )


def _message(found: Visit, title: str, *text: str, link: tuple[str, str]) -> str:
    words, href = link
    page = MessagePage(frame=plain_frame(found), title=title, text=text, link=words, href=href)
    return render("respond/message.html", page)
