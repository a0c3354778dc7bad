"""The team's pages of links and posters: what there is, a new one, the sheet, and the same as a PDF."""

from urllib.parse import urlencode

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.questionnaire.languages import is_easy_read, language_of
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.assisted.choosing import places_of
from survey_app.respond.closing_words import closes
from survey_app.respond.paper.browser import NotPrinted, browser, has_letters, pdf_of
from survey_app.respond.paper.contexts import Choice
from survey_app.respond.paper.finding import PRINTERS, Ground, ground
from survey_app.respond.paper.pages import NO_FILE, NO_LETTERS, printing_policy, variant_words
from survey_app.respond.posters.contexts import PosterLine, PostersPage
from survey_app.respond.posters.links import make_poster, posters_of
from survey_app.respond.posters.poster import Posted, poster, typed_address
from survey_app.respond.room import Room
from survey_app.surveys.waves import Collector
from survey_app.team.gate import viewer_of
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, parse_form, read_form
from survey_app.web.replies import Reply, download, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.web.tongues import tongue_of

ADDRESS = "/surveys/{slug:str}/posters"

NOTHING = "This survey has not been published yet, so there is nothing to put on a poster."
NO_ROUND = "No round of this survey is open or to come, so a poster would lead nowhere."


@get(ADDRESS, opt=PRINTERS)
async def show_posters(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """The links of a survey's posters, and a form for one more."""
    known = await ground(service, viewer, slug)
    chosen = parse_form(request.scope["query_string"])
    return page(request, render("respond/posters/posters.html", await _posters(service, viewer, known, chosen)))


@post(ADDRESS, opt=PRINTERS, status_code=200)
async def make_one(
    request: AnyRequest,
    service: NamedDependency[Service],
    room: NamedDependency[Room],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
) -> Reply:
    """Make a link for a place, and lead to where its sheet is shown."""
    known = await ground(service, viewer, slug)
    form = await read_form(request)
    place = form.one("place")
    if known.wave is None or known.version is None:
        raise NotFoundException
    if place and place not in {each for list_ in places_of(service.organisation) for each in list_.places}:
        wrong = Problem("place", "Choose a place from the list.")
        context = await _posters(service, viewer, known, form, wrong)
        return page(request, render("respond/posters/posters.html", context), status=422)
    who, now = viewer.member_id, service.now()
    code = await service.writer.transaction(make_poster, service.keys, now, who, slug, known.wave.id, place)
    room.directory.forget()
    return see_other(f"/team/surveys/{slug}/posters?link={code}#sheet")


@get(f"{ADDRESS}/sheet", opt=PRINTERS)
async def show_sheet(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """The poster, to look at and to print from the browser."""
    posted = await _posted(request, service, await ground(service, viewer, slug))
    html = _sheet(posted)
    return page(request, html, policy=printing_policy(html))


@get(f"{ADDRESS}/pdf", opt=PRINTERS)
async def take_poster(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply | Response[bytes] | Stream:
    """The poster as a PDF file; where none could be made, the page says what to do instead."""
    known = await ground(service, viewer, slug)
    posted, program = await _posted(request, service, known), browser()
    try:
        if program is None or not await has_letters(language_of(posted.variant).tag):
            raise NotPrinted(NO_LETTERS if program else NO_FILE)
        content = await pdf_of(_sheet(posted), program)
    except NotPrinted as why:
        chosen = parse_form(request.scope["query_string"])
        context = await _posters(service, viewer, known, chosen, Problem("variant", str(why) or NO_FILE))
        return page(request, render("respond/posters/posters.html", context), status=503)
    return download(f"{slug}-poster-{posted.variant}-{posted.code}.pdf", "application/pdf", content)


posters_router = Router(
    path="/team",
    route_handlers=[show_posters, make_one, show_sheet, take_poster],
    dependencies={"viewer": Provide(viewer_of)},
)


def _sheet(posted: Posted) -> str:
    return render("respond/posters/sheet.html", poster(posted), tongue_of(posted.variant))


async def _links(service: Service, known: Ground) -> tuple[Collector, ...]:
    return () if known.wave is None else await service.database.read(posters_of, known.wave)


async def _posted(request: AnyRequest, service: Service, known: Ground) -> Posted:
    """What the address asks for. Raises NotFoundException where there is no such poster or wording."""
    chosen = parse_form(request.scope["query_string"])
    variant, code = chosen.one("variant") or "en", chosen.one("link")
    if known.version is None or known.wave is None:
        raise NotFoundException
    if variant not in variants_of(known.version.questionnaire, drafts=True):
        raise NotFoundException
    if code not in {link.code for link in await _links(service, known)}:
        raise NotFoundException
    return Posted(
        slug=known.survey.slug,
        questionnaire=known.version.questionnaire,
        variant=variant,
        code=code,
        closes=closes(known.version.questionnaire, known.wave),
        public_url=service.settings.public_url,
        back=f"/team/surveys/{known.survey.slug}/posters?{urlencode({'link': code, 'variant': variant})}",
    )


async def _posters(
    service: Service, viewer: Viewer, known: Ground, chosen: Form, wrong: Problem | None = None
) -> PostersPage:
    asked = None if known.version is None else known.version.questionnaire
    slug, at = known.survey.slug, service.settings.public_url
    variants = () if asked is None else variants_of(asked, drafts=True)
    posters = await _links(service, known)
    return PostersPage(
        title=f"Links and posters: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=() if wrong is None else (wrong,),
        address=f"{known.survey_address}/posters",
        survey_address=known.survey_address,
        public_address=f"{at}/{slug}",
        why_not=NOTHING if asked is None else NO_ROUND if known.wave is None else "",
        pdf=browser() is not None,
        variants=tuple(Choice(tag, variant_words(tag, known)) for tag in variants if not is_easy_read(tag)),
        places=places_of(service.organisation),
        posters=tuple(PosterLine(each.code, each.place, typed_address(at, slug, each.code)) for each in posters),
        place=chosen.one("place"),
        variant=chosen.one("variant"),
        link=chosen.one("link"),
    )
