"""Plain pages for what is refused or goes wrong: what happened, and what the person can do about it."""

from collections.abc import Mapping

from litestar.types import Message, Send
from msgspec import Struct

from survey_app.questionnaire.languages import Language
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.web.templates import render
from survey_app.web.tongues import tongue_at


class Refusal(Struct, frozen=True):
    """Why a request is not answered as asked: an HTTP status, a title and one or two sentences for the person."""

    status: int
    title: Said
    words: Said
    headers: Mapping[str, str] = {}


class RefusalPage(Struct, frozen=True):
    """What the page of a refusal shows."""

    title: Said
    words: Said
    language: Language


TYPED = phrase(
    "On your own phone or computer, this page should still hold what you typed. On a shared computer you may have to "
    "type this page again. What you sent on earlier pages is safe."
)
"""What becomes of what was typed: nobody else may find it on a shared computer, so Back brings nothing back there."""

AGAIN = phrase("Press Back, load the page again and send it again.")

NOT_SHOWN = Refusal(
    503,
    phrase("We cannot show this page just now"),
    phrase("Wait a minute, then load the page again. What you sent on earlier pages is safe."),
    {"retry-after": "60"},
)
"""For a page that was only to be read: nobody pressed anything, so nothing is to be sent again."""

REFUSALS = {
    refusal.status: refusal
    for refusal in (
        Refusal(400, phrase("We could not read what your browser sent"), AGAIN),
        Refusal(
            403,
            phrase("You cannot do that here"),
            phrase("Go back to the page that you came from and try again from there."),
        ),
        Refusal(
            404, phrase("Page not found"), phrase("Check the address that you typed, or the link that you followed.")
        ),
        Refusal(
            405,
            phrase("That page cannot be used like this"),
            phrase("Go back to the page that you came from and use its buttons."),
        ),
        Refusal(
            408,
            phrase("Your connection was too slow for us to read the page"),
            phrase("Press Back and send it again, where the signal is better if you can. {typed}", typed=TYPED),
        ),
        Refusal(
            413,
            phrase("That was more than one page can hold"),
            phrase("Press Back. Shorten what you typed and send it again. {typed}", typed=TYPED),
        ),
        Refusal(
            414,
            phrase("That address is too long"),
            phrase("Check the address that you typed, or the link that you followed."),
        ),
        Refusal(
            415, phrase("That is not one of our forms"), phrase("Open the page again and send it with its own button.")
        ),
        Refusal(421, phrase("This is not the address of this service"), phrase("Check the address that you typed.")),
        Refusal(429, phrase("Too many tries"), phrase("Wait a minute, then try again.")),
        Refusal(
            431,
            phrase("Your browser sent too much about itself"),
            phrase("Clear this site's cookies in your browser, then try again."),
        ),
        Refusal(
            500,
            phrase("Sorry, something went wrong"),
            phrase("It is our fault, not yours. Press Back and try again. {typed}", typed=TYPED),
        ),
        Refusal(
            503,
            phrase("We could not save that just now"),
            phrase("Wait a minute, press Back and send it again. {typed}", typed=TYPED),
            {"retry-after": "60"},
        ),
    )
}
"""One refusal for each status that we give."""


def refusal(status: int) -> Refusal:
    """The refusal for a status; another of its kind (400 or 500) with the status itself where we have no words."""
    known = REFUSALS.get(status) or REFUSALS[400 if status < 500 else 500]
    return Refusal(status, known.title, known.words, known.headers)


def refusal_html(refused: Refusal, path: str = "") -> str:
    """The page of a refusal, in the language that the request's path names."""
    tongue = tongue_at(path)
    return render("web/error.html", RefusalPage(refused.title, refused.words, tongue.language), tongue)


async def send_refusal(send: Send, refused: Refusal, path: str) -> None:
    """Answer with the page of a refusal, outside Litestar."""
    body = refusal_html(refused, path).encode()
    headers = [(name.encode(), value.encode()) for name, value in refused.headers.items()]
    headers += [(b"content-type", b"text/html;charset=utf-8"), (b"content-length", b"%d" % len(body))]
    start: Message = {"type": "http.response.start", "status": refused.status, "headers": headers}
    end: Message = {"type": "http.response.body", "body": body, "more_body": False}
    await send(start)
    await send(end)
