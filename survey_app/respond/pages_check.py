"""Check answers, and sending them: exactly once, whatever is pressed twice."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from litestar import Router, get, post
from msgspec.structs import replace

from survey_app.database import Unreachable
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.respond.away import from_memory
from survey_app.respond.check_page import check_html, unread_html
from survey_app.respond.drafts import EndDraft, StoredDraft
from survey_app.respond.messages import closed_page
from survey_app.respond.pages_section import address, kept_page, saving
from survey_app.respond.pictures import LIGHT
from survey_app.respond.posting import MORE, ending_of, first_page
from survey_app.respond.practising import rehearse
from survey_app.respond.pressing import switches, wanted
from survey_app.respond.responses import Sent, receipt_exists
from survey_app.respond.room import Room
from survey_app.respond.sending import sending
from survey_app.respond.timing import DRAFT_SECONDS, RECEIPT_SECONDS, clears_at
from survey_app.respond.tokens import Held, new_token, own_receipt
from survey_app.respond.visit import Visit, keeping, letting_go, own_mark, pressed, visit
from survey_app.web.audience import Audience
from survey_app.web.forms import Form, read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.straight import STRAIGHT
from survey_app.writer import NotStored, WriterFull

ADDRESS = "/{slug:str}/{variant:str}/check"

TRIES = 8
"""Sends before giving up: each failure means that another tab saved between reading and writing."""

NOT_SENT = phrase(
    "We could not send your answers just now. They are all kept. Wait a moment, then press the button again."
)
NOT_READ = phrase(
    "We could not send your answers just now, and we cannot show them here. They are all kept. "
    "Wait a moment, then press the button again."
)
STALE = phrase("You started again on another page. These are the answers that you have now.")


def check_router(rooms: Callable[[], Room]) -> Router:
    """The two routes of check answers."""

    @get(ADDRESS)
    async def show_check(request: AnyRequest) -> Reply:
        """Show what will be sent, once every question was met; before that only to somebody who sends early."""
        room = rooms()
        return await _shown(request, room, **request.scope["path_params"])

    @post(ADDRESS, status_code=200)
    async def send_answers(request: AnyRequest) -> Reply:
        """Send the answers. Pressed twice, or again after Back, the reply is the same."""
        room = rooms()
        slug, variant = request.scope["path_params"].values()
        form = await read_form(request)
        try:
            return await _answered(request, room, await visit(request, room, slug, variant), form)
        except Unreachable as away:
            found = from_memory(request, room, slug, variant, away)
            html = unread_html(room, found, early=_early(form), notice=NOT_READ, receipt=_wants_receipt(form))
            return kept_page(request, found, html, HTTPStatus.SERVICE_UNAVAILABLE)

    opt = {"audience": Audience.RESIDENTS, **STRAIGHT}
    return Router("/", route_handlers=[show_check, send_answers], opt=opt)


async def _shown(request: AnyRequest, room: Room, slug: str, variant: str) -> Reply:
    found = await visit(request, room, slug, variant)
    if found.stored is None:
        return _elsewhere(found)
    journey = found.journey()
    asked = request.scope["query_string"].split(b"&")
    early = b"early" in asked
    if (ending := ending_of(journey)) is not None:
        return see_other(address(found, ending))
    if journey.first_open() is not None and not early:
        notice = MORE if MORE.encode() in asked else ""
        return see_other(address(found, replace(first_page(journey), notice=notice)))
    return kept_page(request, found, check_html(room, found, journey, early=early, receipt=b"receipt" in asked))


async def _answered(request: AnyRequest, room: Room, found: Visit, form: Form) -> Reply:
    if found.stored is None:
        if found.held is not None and found.held.sent:
            return await _thanked_before(room, found, form)
        if not found.fieldwork.wave.open_at(found.now):
            return page(request, closed_page(room, found), status=HTTPStatus.CONFLICT)
        return _elsewhere(found)
    if form.one("go") == "more":
        return _again(request, room, found, form, "", HTTPStatus.OK)
    if switches(form):
        return await _in_other_words(room, found, found.stored, form)
    if form.one("m") != own_mark(room, found):
        return _again(request, room, found, form, STALE, HTTPStatus.CONFLICT)
    return await _send(request, room, found, form)


async def _in_other_words(room: Room, found: Visit, stored: StoredDraft, form: Form) -> Reply:
    """The same page in the language whose button was pressed, its tick as it was."""
    after = replace(found, variant=wanted(found, form))
    asked = [word for word, said in (("early", _early_page(found)), ("receipt", _wants_receipt(form))) if said]
    with suppress(NotStored, WriterFull):  # its next page stores the variant, should this not
        await room.service.writer.write(saving(after, stored, stored.content))
    asked += [MORE] if after.journey().first_open() is not None and not asked.count("early") else []
    return see_other(f"{after.root}/check{'?' if asked else ''}{'&'.join(asked)}", cookies=pressed(room, found))


def _early_page(found: Visit) -> bool:
    return found.journey().first_open() is not None


async def _send(request: AnyRequest, room: Room, found: Visit, form: Form) -> Reply:
    for _ in range(TRIES):
        journey = found.journey()
        if found.stored is not None and (ending := ending_of(journey)) is not None:
            await room.service.writer.write(EndDraft(key=found.stored.key))
            return see_other(address(found, ending), cookies=(letting_go(room, found),))
        if found.stored is None or (journey.first_open() is not None and not _early(form)):
            return see_other(address(found, first_page(journey)))
        try:
            if found.practice:
                sent = await rehearse(room, found, found.stored)
            else:
                sent = await room.service.writer.write(sending(room, found, journey))
        except (NotStored, WriterFull):
            break
        match sent:
            case Sent.STORED | Sent.BEFORE:
                return _thanked(room, found, form)
            case Sent.CLOSED:
                return page(request, closed_page(room, found), status=HTTPStatus.CONFLICT)
            case Sent.CHANGED | Sent.GONE:
                found = await visit(request, room, found.slug, found.variant)
    return _again(request, room, found, form, NOT_SENT, HTTPStatus.SERVICE_UNAVAILABLE)


def _early(form: Form) -> bool:
    return form.one("go") == "early"


def _wants_receipt(form: Form) -> bool:
    return form.one("receipt") == "1"


def _thanked(room: Room, found: Visit, form: Form) -> Reply:
    """On to the thank-you page, with a cookie that opens nothing else. Only who asked for a code keeps the token from
    which it is derived: nothing else leads from this browser to the response."""
    if found.held is None:
        return _elsewhere(found)
    wanted = _wants_receipt(form)
    held = Held(
        token=found.held.token if wanted else new_token(),
        shared=found.held.shared,
        sent=True,
        receipt=wanted,
        deadline=found.now + (RECEIPT_SECONDS if found.held.shared else DRAFT_SECONDS),
    )
    seconds = None if held.shared else DRAFT_SECONDS
    light = f"?{LIGHT}" if found.draft.light else ""  # the draft that says so is gone
    return see_other(f"{found.root}/thanks{light}", cookies=(keeping(room, found.slug, held, seconds),))


async def _thanked_before(room: Room, found: Visit, form: Form) -> Reply:
    """The same reply again: who never saw it still holds the token that leads to the response."""
    held = found.held
    if held is None or held.receipt:
        return see_other(f"{found.root}/thanks")
    if await room.service.database.read(receipt_exists, own_receipt(room.service.keys, held.token)):
        return _thanked(room, found, form)
    return see_other(f"{found.root}/thanks")


def _again(request: AnyRequest, room: Room, found: Visit, form: Form, notice: Said, status: HTTPStatus) -> Reply:
    """The page itself is the reply, its tick as it was."""
    early = _early(form) or _early_page(found)
    more = pressed(room, found)
    later = replace(found, held=replace(found.held, deadline=clears_at(found.now))) if more and found.held else found
    html = check_html(room, later, later.journey(), early=early, notice=notice, receipt=_wants_receipt(form))
    return kept_page(request, later, html, status, more)


def _elsewhere(found: Visit) -> Reply:
    sent = found.held is not None and found.held.sent
    return see_other(f"{found.root}/sent" if sent else found.start)
