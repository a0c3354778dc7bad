"""Pages that say one thing: closed, cookie refused, an ending, sent already, a computer that is clear."""

from survey_app.questionnaire.definition import Ending
from survey_app.questionnaire.phrases import Phrase, Said, phrase
from survey_app.respond.contexts import MessagePage
from survey_app.respond.room import Room
from survey_app.respond.visit import Visit, plain_frame
from survey_app.web.dates import instant_words
from survey_app.web.templates import render

NOTICES = {
    b"expired": phrase(
        "We had to delete your earlier answers. They were too old, or nobody used this computer for 30 minutes. "
        "We kept what you typed on the last page. Please answer the first questions again."
    ),
    b"moved": phrase("The page that you were on is not in this version of the survey. Carry on here."),
    b"more": phrase("This version of the survey has questions that you have not met yet. Carry on here."),
}
"""Words that a redirection may ask the next page to print, by its query."""

NOT_SAVED = phrase(
    "We could not save this page just now. Nothing you typed is lost: it is all below. "
    "Wait a moment, then press the button again."
)

NOT_STARTED = phrase("We could not start just now. Wait a moment, then press the button again.")

NOT_DELETED = phrase("We could not delete your answers just now. Wait a moment, then press the button again.")

STALE = phrase("You started again on another page. What you typed here is below. To keep it, press the button again.")

UNKNOWN_FIELD = phrase("Something went wrong. We kept what you typed. Go back and open the page again.")


def closed_page(room: Room, found: Visit) -> str:
    """The survey has closed, or has not opened."""
    phone = room.service.organisation.help_phone
    if found.now < found.wave.opens_at:
        return _message(
            found,
            phrase("This survey is not open yet"),
            phrase("It opens on {when}.", when=instant_words(found.wave.opens_at)),
            link=(phrase("See which surveys are open"), "/"),
        )
    return _message(
        found,
        phrase("This survey has closed"),
        phrase("You cannot answer it any more."),
        phrase("If there is something that you want us to know, phone {phone}.", phone=phone),
        link=(phrase("See which surveys are open"), "/"),
    )


def cookie_refused_page(room: Room, found: Visit) -> str:
    """The browser did not send the cookie back."""
    return _message(
        found,
        phrase("Your browser did not keep our cookie"),
        phrase(
            "This survey needs one cookie: a small note that your browser keeps. It holds your answers together while "
            "you fill the survey in. It goes when you finish."
        ),
        phrase("Allow cookies for this website in your browser's settings, then start again."),
        phrase("Or phone {phone} and we will fill it in with you.", phone=room.service.organisation.help_phone),
        phrase(
            "If you came here by pressing Back after you finished, all is well: your answers are not on this computer."
        ),
        link=(phrase("Go back to the start"), found.start),
    )


def ending_page(found: Visit, section: str, ending: Ending) -> str:
    """A section that ended the survey; the draft is deleted."""
    again = (phrase("Change my answer"), found.start)
    return _message(found, ending.title, *ending.text, link=again, here=section)


def practice_over_page(found: Visit) -> str:
    """What was typed to try a survey is gone, or the link to try it is old."""
    return _message(
        found,
        phrase("This practice is over"),
        phrase("Nothing of it was kept, and nothing was counted."),
        phrase("To try the survey again, press Try it on the survey's page."),
        link=(phrase("Go to the surveys"), "/team"),
    )


def sent_page(found: Visit) -> str:
    """These answers have been sent: what Back meets after sending."""
    if found.practice:
        return practice_over_page(found)
    return _message(
        found,
        phrase("These answers have been sent"),
        phrase("You do not need to do anything else. They cannot be changed now."),
        link=(phrase("See the thank-you page"), f"{found.root}/thanks"),
        here="sent",
    )


def clear_page(found: Visit) -> str:
    """Nothing is left of whoever was here."""
    return _message(
        found,
        phrase("This computer is clear"),
        phrase("None of the answers that were typed here can be seen on it now."),
        link=(phrase("Start for another person"), found.start),
        here="clear",
    )


def kept_for_later_page(found: Visit) -> str:
    """Nothing is left on a shared computer; the answers wait for who has the code."""
    return _message(
        found,
        phrase("This computer is clear"),
        phrase("Your answers are kept. With your code you can carry on, on any phone or computer."),
        link=(phrase("Start for another person"), found.start),
    )


def taken_back_page(found: Visit) -> str:
    """Sent answers were deleted by their receipt code."""
    return _message(
        found,
        phrase("Your answers are taken back"),
        phrase("We have deleted them. We will not count them. Figures that we made before stay as they are."),
        link=(phrase("Go back to the start"), found.start),
        here="take-back?done",
    )


def no_contact_here_page(found: Visit) -> str:
    """Contact details are never typed on a shared computer (interaction contract, 14)."""
    return _message(
        found,
        phrase("Not on a shared computer"),
        phrase(
            "You can leave contact details only on your own phone or computer. Here, the next person could see them."
        ),
        link=(phrase("See the thank-you page"), f"{found.root}/thanks"),
    )


def contact_kept_page(found: Visit, until: Said) -> str:
    """Contact details were left."""
    return _message(
        found,
        phrase("We have your contact details"),
        phrase("We keep them until {day} at the latest. Then we delete them.", day=until),
        phrase("To change or delete them, go back to the page where you typed them."),
        link=(phrase("See the thank-you page"), f"{found.root}/thanks"),
    )


def contact_deleted_page(found: Visit) -> str:
    """Contact details were taken away again."""
    return _message(
        found,
        phrase("Your contact details are deleted"),
        phrase("We will not contact you. Your answers stay as they are."),
        link=(phrase("See the thank-you page"), f"{found.root}/thanks"),
    )


def deleted_page(found: Visit) -> str:
    """Answers under way were deleted at the person's wish."""
    return _message(
        found,
        phrase("Your answers are deleted"),
        phrase("Nothing was sent, and nothing of what you typed is kept."),
        link=(phrase("Go back to the start"), found.start),
        here="clear?deleted",
    )


def _message(found: Visit, title: Said, *text: Said, link: tuple[Phrase, str], here: str = "") -> str:
    words, href = link
    page = MessagePage(frame=plain_frame(found, here), title=title, text=text, link=words, href=href)
    return render("respond/message.html", page, found.tongue)
