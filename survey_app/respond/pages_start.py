"""The front page, each survey's start page, and starting."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec.structs import replace

from survey_app.database import Unreachable
from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.phrases import Said
from survey_app.questionnaire.variants import is_offered
from survey_app.respond.addresses import as_meant, is_ours
from survey_app.respond.away import from_memory
from survey_app.respond.beginning import begin, new_draft
from survey_app.respond.closing_words import closes
from survey_app.respond.contexts import FrontPage, StartPage, SurveyLine
from survey_app.respond.drafts import EndDraft
from survey_app.respond.journey import walk
from survey_app.respond.languages import about_address
from survey_app.respond.messages import NOT_STARTED, UNKNOWN_FIELD, closed_page, practice_over_page
from survey_app.respond.pages_section import address
from survey_app.respond.pictures import LIGHT
from survey_app.respond.posting import first_page
from survey_app.respond.practising import practice_link
from survey_app.respond.room import Room
from survey_app.respond.visit import Visit, letting_go, plain_frame, visit
from survey_app.surveys.directory import Fieldwork
from survey_app.surveys.waves import Collector
from survey_app.web.audience import Audience
from survey_app.web.coding import Ready
from survey_app.web.forms import BadForm, Form, read_form
from survey_app.web.headers import with_pictures
from survey_app.web.replies import Cache, Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.straight import STRAIGHT
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull


@get("/")
async def show_front(request: AnyRequest, room: NamedDependency[Room]) -> Reply:
    """What is open to answer."""
    now = room.service.now()
    fieldwork = [each for each in await room.directory.all(now) if each.wave.open_at(now) and _is_listed(each)]
    lines = [(each.survey.audience == "staff", _line(each)) for each in fieldwork]
    front = FrontPage(
        surveys=tuple(line for staff, line in lines if not staff), staff=tuple(line for staff, line in lines if staff)
    )
    html = render("respond/front.html", front)
    return page(request, html, cache=Cache.PUBLIC, policy=room.style_policy)


@get("/{slug:str}/{variant:str}")
async def show_start_in(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """The start page in one wording: the survey's own language is at the short address. `?from=` names the link."""
    meant = (as_meant(slug), as_meant(variant))
    if meant != (slug, variant) and all(is_ours(part) for part in meant):
        return see_other(f"/{meant[0]}/{meant[1]}")
    found = await visit(request, room, slug, variant)
    query = parse_qs(request.scope["query_string"].decode("latin-1"))
    collector = query.get("from", ["open"])[0]
    if variant == found.version.questionnaire.language:
        return see_other(found.start)
    return _start(request, room, found, collector)


@get("/{slug:str}/from/{collector:str}")
async def show_start_of_link(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], collector: FromPath[str]
) -> Reply:
    """The start page of one link or poster."""
    return await _short_start(request, room, slug, collector)


@post("/{slug:str}/{variant:str}", status_code=200)
async def start_answering_in(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Begin a draft in one wording."""
    return await _started(request, room, slug, variant, await read_form(request))


def start_router(rooms: Callable[[], Room]) -> Router:
    """The front page and every way to start. The short address is straight: a poster sends everybody there."""

    @get("/{slug:str}", opt=STRAIGHT)
    async def show_start(request: AnyRequest) -> Reply:
        """A survey's start page at its short address."""
        room = rooms()
        return await _short_start(request, room, request.scope["path_params"]["slug"], "open")

    @post("/{slug:str}", opt=STRAIGHT, status_code=200)
    async def start_answering(request: AnyRequest) -> Reply:
        """Begin a draft, own or shared. Answers under way on a person's own device are dropped only by Start again."""
        room = rooms()
        return await _started(request, room, request.scope["path_params"]["slug"], "", await read_form(request))

    return Router(
        "/",
        route_handlers=[
            *(show_front, show_start, show_start_in, show_start_of_link),
            *(start_answering, start_answering_in),
        ],
        opt={"audience": Audience.RESIDENTS},
    )


async def _started(request: AnyRequest, room: Room, slug: str, variant: str, form: Form) -> Reply:
    try:
        found = await (visit(request, room, slug, variant) if variant else _at(request, room, slug))
    except Unreachable as away:
        found = from_memory(request, room, slug, variant, away)
        return _not_started(request, room, found, _link(found, form))
    if not found.fieldwork.wave.open_at(found.now):
        return page(request, closed_page(room, found), status=HTTPStatus.CONFLICT)
    if found.stored is not None and not found.shared and not form.one("again"):
        return see_other(found.start)
    return await _begin(request, room, found, form)


async def _short_start(request: AnyRequest, room: Room, slug: str, collector: str) -> Reply:
    if meant := await _as_meant(room, slug, collector):
        return see_other(meant)
    return _start(request, room, await _at(request, room, slug), collector)


def _start(request: AnyRequest, room: Room, found: Visit, collector: str) -> Reply:
    link = practice_link(found, collector) if found.practice else found.fieldwork.link(collector)
    if link is None:
        return _no_link(request, found)
    if not found.fieldwork.wave.open_at(found.now) and found.stored is None:
        return page(request, closed_page(room, found))
    if found.held is None and not found.practice:
        key = (found.version.id, found.variant, found.wave.closes_at, link.id, found.saving)
        html: str | Ready = room.ready.get(key, lambda: _start_html(room, found, link))
        vary = {"vary": "Cookie, Accept-Encoding, Save-Data"} if is_easy_read(found.variant) else {}
        return page(request, html, cache=Cache.PUBLIC, policy=_policy(room, found), headers=vary)
    cookies = (letting_go(room, found),) if found.shared else ()
    html = _start_html(room, found, link)
    return page(request, html, cache=Cache.PRIVATE, policy=_policy(room, found), cookies=cookies)


def _policy(room: Room, found: Visit) -> str:
    return with_pictures(room.style_policy) if found.pictures else room.style_policy


async def _as_meant(room: Room, slug: str, collector: str) -> str:
    """The start page that an address means which was copied a little wrong; empty where it is right, or is nowhere."""
    meant, code, now = as_meant(slug), as_meant(collector), room.service.now()
    if (meant, code) == (slug, collector):
        return ""
    exact, fieldwork = await room.directory.at(slug, now), await room.directory.at(meant, now)
    if fieldwork is None or fieldwork.link(code) is None or (exact is not None and exact.link(collector) is not None):
        return ""
    return f"/{meant}" if code == "open" else f"/{meant}/from/{code}"


def _start_html(room: Room, found: Visit, link: Collector, notice: Said = "") -> str:
    carry_on = "" if found.stored is None or found.shared else address(found, first_page(found.journey()))
    return render(
        "respond/start.html",
        StartPage(
            frame=plain_frame(found, "" if link.code == "open" else f"?from={link.code}"),
            start=found.questionnaire.start,
            closes=closes(found.version.questionnaire, found.wave),
            staff=found.fieldwork.survey.audience == "staff",
            collector=link.code,
            public_computer=link.public_computer,
            carry_on=carry_on,
            notice=notice,
            accessibility=about_address("accessibility", found.variant),
            light=found.saving,
        ),
        found.tongue,
    )


async def _begin(request: AnyRequest, room: Room, found: Visit, form: Form) -> Reply:
    """Begin a draft by the link that the form names; what was under way in this browser ends."""
    link = practice_link(found, form.one("from")) if found.practice else _link(found, form)
    if link is None:
        return _no_link(request, found)
    if not link.public_computer and form.one("on") not in {"own", "shared"}:
        raise BadForm(UNKNOWN_FIELD)
    shared = link.public_computer or form.one("on") == "shared"
    fresh = _fresh(found)
    content = new_draft(found.now, light=form.one(LIGHT) == "1")
    try:
        cookie = await begin(room, fresh, content, shared=shared, collector=link.code)
        if found.stored is not None:
            await room.service.writer.write(EndDraft(key=found.stored.key))
    except (NotStored, WriterFull):
        return _not_started(request, room, found, link)
    leads = first_page(walk(fresh.questionnaire, content, fresh.circumstances))
    return see_other(f"{address(fresh, leads)}?begun", cookies=(cookie,))


def _fresh(found: Visit) -> Visit:
    """The visit of somebody who begins: of the published version, in this variant where that version has it."""
    version = found.fieldwork.version
    offered = is_offered(version.questionnaire, found.variant, drafts=found.drafts)
    variant = found.variant if offered else version.questionnaire.language
    return replace(found, held=None, stored=None, version=version, variant=variant)


def _no_link(request: AnyRequest, found: Visit) -> Reply:
    """Where nothing begins: a link for practice is good for some hours. Raises NotFoundException for any other."""
    if not found.practice:
        raise NotFoundException
    return page(request, practice_over_page(found))


def _link(found: Visit, form: Form) -> Collector:
    """The link that a start form names. Raises NotFoundException when there is none."""
    link = found.fieldwork.link(form.one("from") or "open")
    if link is None:
        raise NotFoundException
    return link


def _not_started(request: AnyRequest, room: Room, found: Visit, link: Collector) -> Reply:
    html = _start_html(room, found, link, NOT_STARTED)
    return page(request, html, status=HTTPStatus.SERVICE_UNAVAILABLE, policy=_policy(room, found))


async def _at(request: AnyRequest, room: Room, slug: str) -> Visit:
    """The visit of a survey's short address, in the survey's own language."""
    fieldwork = await room.directory.at(slug, room.service.now())
    if fieldwork is None:
        raise NotFoundException
    return await visit(request, room, slug, fieldwork.version.questionnaire.language)


def _is_listed(fieldwork: Fieldwork) -> bool:
    return fieldwork.version.questionnaire.listed


def _line(fieldwork: Fieldwork) -> SurveyLine:
    return SurveyLine(
        title=fieldwork.version.questionnaire.title,
        href=f"/{fieldwork.survey.slug}",
        about=fieldwork.version.questionnaire.start.about[0],
        minutes=fieldwork.version.questionnaire.start.minutes,
        closes=closes(fieldwork.version.questionnaire, fieldwork.wave),
    )
