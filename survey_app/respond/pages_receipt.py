"""Taking answers back by the receipt code: no account, no reason, no refusal."""

import logging
import time
from http import HTTPStatus

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.respond.codes import RECEIPT_DIGITS, UNKNOWN, WRONG, typed_code, well_formed
from survey_app.respond.contexts import TakeBackPage
from survey_app.respond.messages import taken_back_page
from survey_app.respond.responses import withdraw
from survey_app.respond.room import Room
from survey_app.respond.tokens import receipt_hash
from survey_app.respond.visit import Visit, letting_go, plain_frame, visit
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.limits import Limit
from survey_app.web.london import london_day
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render

logger = logging.getLogger(__name__)

CODE_TRIES = Limit(tries=10, seconds=20)
"""After 10 wrong codes from an address, one every 20 seconds (interaction contract, 17)."""

SURVEY_TRIES = Limit(tries=600, seconds=6)
"""600 wrong codes in an hour pause a survey's codes: somebody is guessing from many addresses."""

WAIT = "Too many wrong codes came from here. Wait 20 seconds, then press the button again."


@get("/{slug:str}/{variant:str}/take-back")
async def show_take_back(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Response[bytes]:
    """Ask for the code, or say that it is done."""
    found = await visit(request, room, slug, variant)
    if request.scope["query_string"] == b"done":
        return page(request, taken_back_page(found))
    return page(request, _html(found, "", ""))


@post("/{slug:str}/{variant:str}/take-back", status_code=200)
async def take_back(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Response[bytes] | Response[None]:
    """Blank the response that the code finds, and destroy the receipt."""
    found = await visit(request, room, slug, variant)
    typed = (await read_form(request)).one("code")
    code, address, now = typed_code(typed), _address(request), time.monotonic()
    if not well_formed(code, RECEIPT_DIGITS):
        return page(request, _html(found, typed, WRONG), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if room.tries.wait("survey", slug, now) > 0:
        phone = room.service.organisation.help_phone
        words = f"Codes cannot be checked just now. Phone {phone} and we will do it with you."
        return page(request, _html(found, typed, words), status=HTTPStatus.TOO_MANY_REQUESTS)
    if room.tries.wait("code", address, now) > 0:
        return page(request, _html(found, typed, WAIT), status=HTTPStatus.TOO_MANY_REQUESTS)
    code_hash, today = receipt_hash(room.service.keys, code), london_day(found.now)
    if not await room.service.writer.transaction(withdraw, code_hash, today):
        room.tries.count("code", address, now)
        room.tries.count("survey", slug, now)
        if room.tries.wait("survey", slug, now) > 0:
            logger.warning("codes are paused for a survey: 600 wrong ones came within an hour")
        return page(request, _html(found, typed, UNKNOWN), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sent = found.held is not None and found.held.sent
    return see_other(f"{found.root}/take-back?done", cookies=(letting_go(room, found),) if sent else ())


receipt_router = Router("/", route_handlers=[show_take_back, take_back], opt={"audience": Audience.RESIDENTS})


def _html(found: Visit, typed: str, problem: str) -> str:
    return render("respond/take_back.html", TakeBackPage(frame=plain_frame(found), typed=typed, problem=problem))


def _address(request: AnyRequest) -> str:
    client = request.scope["client"]
    return "" if client is None else client[0]
