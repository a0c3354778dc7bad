"""Posts from other websites are refused: by Sec-Fetch-Site where the browser sends it, else by Origin."""

from litestar.types import HTTPScope, Receive, Send

from survey_app.questionnaire.phrases import phrase
from survey_app.web.refusals import Refusal, send_refusal
from survey_app.web.scopes import Headers, HTTPApp, every_header, is_team

SAFE = frozenset({"GET", "HEAD"})

CROSS_SITE = Refusal(
    403,
    phrase("That came from another website"),
    phrase("So nothing was stored. Open the page on this website and send it from there."),
)


def from_our_page(headers: Headers, origin: bytes, *, team: bool) -> bool:
    """Whether a post comes from a page of ours, `origin` being ours as browsers write it.

    With neither header (w3m, old phones) it is taken on residents' pages, whose posts do nothing in anybody else's
    name, and refused on the team's.
    """
    sites = every_header(headers, b"sec-fetch-site")
    if sites:
        return all(site in {b"same-origin", b"none"} for site in sites)
    origins = every_header(headers, b"origin")
    if origins:
        return origins == [origin]
    return not team


def same_origin(app: HTTPApp, origin: str) -> HTTPApp:
    """The same application, which posts from other websites do not reach."""
    ours = origin.encode()

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        if scope["method"] in SAFE or from_our_page(scope["headers"], ours, team=is_team(scope["path"])):
            await app(scope, receive, send)
        else:
            await send_refusal(send, CROSS_SITE, scope["path"])

    return answer
