"""Coming back by a code: typed on any phone or computer, without an account or an e-mail address."""

from http import HTTPStatus

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.database import Unreachable
from survey_app.questionnaire.phrases import phrase
from survey_app.respond.away import from_memory
from survey_app.respond.carrying import where_they_are
from survey_app.respond.code_tries import Told, not_wrong, turn, unknown
from survey_app.respond.codes import RECEIPT_DIGITS, RESUME_DIGITS, typed_code, well_formed
from survey_app.respond.contexts_codes import CarryOnPage, CodePage
from survey_app.respond.pages_section import address, kept_page
from survey_app.respond.posting import first_page
from survey_app.respond.resume_codes import TakenUp, put_on, take_up
from survey_app.respond.room import Room
from survey_app.respond.timing import DRAFT_SECONDS, clears_at
from survey_app.respond.tokens import Held, draft_key, resume_hash, sealed_by_code
from survey_app.respond.visit import Visit, frame, keeping, plain_frame, visit
from survey_app.surveys.directory import Fieldwork
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.london import london_time
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

AWAY = Told(
    phrase("We could not look for your answers just now. Wait a moment, then press the button again."),
    HTTPStatus.SERVICE_UNAVAILABLE,
)
A_RECEIPT = Told(
    phrase("This is a receipt code: these answers have been sent. With it you can only take them back."),
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
PRACTICE = Told(phrase("This is practice. No code is looked up here."), HTTPStatus.OK)


@get("/{slug:str}/{variant:str}/code")
async def show_code_box(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Ask for the code."""
    return page(request, _html(await visit(request, room, slug, variant), "", None))


@post("/{slug:str}/{variant:str}/code", status_code=200)
async def give_code(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Open the draft that the code leads to, as on a shared computer until its owner says that this one is theirs."""
    typed = (await read_form(request)).one("code")
    try:
        found = await visit(request, room, slug, variant)
    except Unreachable as away:
        return _again(request, from_memory(request, room, slug, variant, away), typed, AWAY)
    if found.practice:
        return _again(request, found, typed, PRACTICE)
    code = typed_code(typed)
    if well_formed(code, RECEIPT_DIGITS):
        return _again(request, found, typed, A_RECEIPT)
    told = await turn(request, room, slug, code, RESUME_DIGITS)
    if told is not None:
        return _again(request, found, typed, told)
    try:
        taken = await room.service.writer.transaction(take_up, resume_hash(room.service.keys, code), found.now)
    except (NotStored, WriterFull):
        not_wrong(request, room)
        return _again(request, found, typed, AWAY)
    fieldwork = None if taken is None else await _fieldwork_of(room, found, taken)
    if taken is None or fieldwork is None:
        return _again(request, found, typed, unknown(room, slug))
    not_wrong(request, room)
    held = Held(
        token=sealed_by_code(room.service.keys, code, taken.sealed_token), shared=True, deadline=clears_at(found.now)
    )
    return see_other(
        f"/{fieldwork.survey.slug}/{taken.variant}/carry-on", cookies=(keeping(room, fieldwork.survey.slug, held),)
    )


@get("/{slug:str}/{variant:str}/carry-on")
async def show_carry_on(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Ask which kind of computer this is."""
    found = await visit(request, room, slug, variant)
    if found.stored is None:
        return see_other(found.start)
    deadline = None if found.held is None else found.held.deadline
    context = CarryOnPage(
        frame=frame(found, "carry-on"),
        clears_at="" if deadline is None else london_time(deadline),
        where=where_they_are(found.journey()),
    )
    return kept_page(request, found, render("respond/carry_on.html", context, found.tongue))


@post("/{slug:str}/{variant:str}/carry-on", status_code=200)
async def carry_on(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Go on to the first page that was never left with Continue or Skip, on one's own device or on a shared one."""
    form = await read_form(request)
    found = await visit(request, room, slug, variant)
    if found.stored is None or found.held is None:
        return see_other(found.start)
    leads = address(found, first_page(found.journey()))
    shared = form.one("on") != "own"
    await room.service.writer.transaction(put_on, draft_key(room.service.keys, found.held.token), shared=shared)
    held = Held(token=found.held.token, shared=shared, deadline=clears_at(found.now) if shared else None)
    seconds = None if shared else min(DRAFT_SECONDS, found.stored.expires_hour - found.now)
    return see_other(f"{leads}?carried", cookies=(keeping(room, slug, held, seconds),))


code_router = Router(
    "/",
    route_handlers=[show_code_box, give_code, show_carry_on, carry_on],
    opt={"audience": Audience.RESIDENTS},
)


async def _fieldwork_of(room: Room, found: Visit, taken: TakenUp) -> Fieldwork | None:
    """The survey of a draft: a code may be typed on another survey's page. None where it takes no answers any more."""
    for each in await room.directory.all(found.now):
        wave = each.wave_of(taken.wave_id)
        if wave is not None and wave.accepts_at(found.now):
            return each
    return None


def _again(request: AnyRequest, found: Visit, typed: str, told: Told) -> Reply:
    """The filled form itself is the reply: a code must stand neither in an address nor in the database."""
    return page(request, _html(found, typed, told), status=told.status)


def _html(found: Visit, typed: str, told: Told | None) -> str:
    context = CodePage(frame=plain_frame(found, "code"), typed=typed, problem="" if told is None else told.words)
    return render("respond/code.html", context, found.tongue)
