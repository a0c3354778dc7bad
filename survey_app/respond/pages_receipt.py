"""Taking answers back by the receipt code: no account, no reason, no refusal."""

from http import HTTPStatus

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.database import Unreachable
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.respond.away import from_memory
from survey_app.respond.code_tries import Told, not_wrong, turn, unknown
from survey_app.respond.codes import RECEIPT_DIGITS, typed_code
from survey_app.respond.contexts_codes import TakeBackPage
from survey_app.respond.messages import NOT_DELETED, taken_back_page
from survey_app.respond.receipts import TakenBack, take_back
from survey_app.respond.room import Room
from survey_app.respond.tokens import receipt_hash
from survey_app.respond.visit import Visit, letting_go, plain_frame, visit
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.london import london_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

PRACTICE = Told(phrase("This is practice. No code is looked up here, and nothing is taken back."), HTTPStatus.OK)
AWAY = Told(NOT_DELETED, HTTPStatus.SERVICE_UNAVAILABLE)


@get("/{slug:str}/{variant:str}/take-back")
async def show_take_back(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Ask for the code, or say that it is done."""
    found = await visit(request, room, slug, variant)
    if request.scope["query_string"] == b"done":
        return page(request, taken_back_page(found))
    return page(request, _html(found, "", ""))


@post("/{slug:str}/{variant:str}/take-back", status_code=200)
async def give_code(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Blank the response that the code finds, and destroy the receipt. Pressed twice, the reply is the same."""
    typed = (await read_form(request)).one("code")
    try:
        found = await visit(request, room, slug, variant)
    except Unreachable as away:
        return _again(request, from_memory(request, room, slug, variant, away), typed, AWAY)
    if found.practice:
        return _again(request, found, typed, PRACTICE)
    code = typed_code(typed)
    told = await turn(request, room, slug, code, RECEIPT_DIGITS) or await _taken_back(request, room, found, code)
    if told is not None:
        return _again(request, found, typed, told)
    sent = found.held is not None and found.held.sent
    return see_other(f"{found.root}/take-back?done", cookies=(letting_go(room, found),) if sent else ())


receipt_router = Router("/", route_handlers=[show_take_back, give_code], opt={"audience": Audience.RESIDENTS})


async def _taken_back(request: AnyRequest, room: Room, found: Visit, code: str) -> Told | None:
    """Take the answers back; why not, where they could not be. Only a code that nobody was given counts as wrong."""
    keys = room.service.keys
    try:
        taken = await room.service.writer.transaction(
            take_back, receipt_hash(keys, code), london_day(found.now), found.now
        )
    except (NotStored, WriterFull):
        not_wrong(request, room)
        return AWAY
    if taken is TakenBack.UNKNOWN:
        return unknown(room, found.slug)
    not_wrong(request, room)
    return None


def _again(request: AnyRequest, found: Visit, typed: str, told: Told) -> Reply:
    """The filled form itself is the reply: a code must stand neither in an address nor in the database."""
    return page(request, _html(found, typed, told.words), status=told.status)


def _html(found: Visit, typed: str, problem: Said) -> str:
    context = TakeBackPage(frame=plain_frame(found, "take-back"), typed=typed, problem=problem)
    return render("respond/take_back.html", context, found.tongue)
