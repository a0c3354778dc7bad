"""What happened: what changed because of earlier answers, and where and by when the results of these can be read."""

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.respond.contexts import NewsPage
from survey_app.respond.pages_section import kept_page
from survey_app.respond.room import Room
from survey_app.respond.visit import plain_frame, visit
from survey_app.web.audience import Audience
from survey_app.web.replies import Reply
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render


@get("/{slug:str}/{variant:str}/news")
async def show_news(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """What came of earlier answers, and what becomes of these."""
    found = await visit(request, room, slug, variant)
    words = found.questionnaire
    sent = found.held is not None and found.held.sent
    context = NewsPage(
        frame=plain_frame(found), changed=words.start.last_time, next=words.thanks.next, back="thanks" if sent else ""
    )
    return kept_page(request, found, render("respond/news.html", context, found.tongue))


news_router = Router("/", route_handlers=[show_news], opt={"audience": Audience.RESIDENTS})
