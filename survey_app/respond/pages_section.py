"""A section's page: opened, answered, refused with words, never losing what was typed."""

from collections.abc import Callable
from http import HTTPStatus

from litestar import Router, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException

from survey_app.database import Unreachable
from survey_app.questionnaire.definition import Section
from survey_app.questionnaire.phrases import Said
from survey_app.questionnaire.reading_postcodes import located
from survey_app.respond.away import from_memory
from survey_app.respond.beginning import begin, new_draft
from survey_app.respond.carrying import given, where_they_are
from survey_app.respond.drafts import EndDraft, SaveDraft, StoredDraft
from survey_app.respond.journey import Draft, walk
from survey_app.respond.list_parts import asked_for, posted_number
from survey_app.respond.messages import (
    NOT_SAVED,
    NOTICES,
    STALE,
    UNKNOWN_FIELD,
    closed_page,
    cookie_refused_page,
    ending_page,
    practice_over_page,
)
from survey_app.respond.posting import (
    START,
    STOP,
    UNSENT,
    Next,
    Press,
    first_page,
    same_place,
    taken,
    unknown_fields,
)
from survey_app.respond.pressing import alone, pressed_page
from survey_app.respond.room import Room
from survey_app.respond.route import route_of
from survey_app.respond.section_page import section_html
from survey_app.respond.shorter import unsent_words
from survey_app.respond.timing import expires_hour
from survey_app.respond.visit import Visit, letting_go, marked_shared, own_mark, pressed, visit
from survey_app.surveys.waves import GRACE
from survey_app.web.audience import Audience
from survey_app.web.coding import Ready
from survey_app.web.forms import BadForm, Form, read_form
from survey_app.web.headers import RESIDENT_POLICY, SENDING_POLICY, with_pictures
from survey_app.web.replies import Cache, Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.straight import STRAIGHT
from survey_app.writer import NotStored, WriterFull

ADDRESS = "/{slug:str}/{variant:str}/{section:str}"

TRIES = 8
"""Saves of one page before giving up: each failure means that another tab saved between reading and writing."""


def section_router(rooms: Callable[[], Room]) -> Router:
    """The two routes on which nearly all requests come."""

    @get(ADDRESS)
    async def show_section(request: AnyRequest) -> Reply:
        """Show a section, if this person may visit it; otherwise lead to where they are."""
        room = rooms()
        return await _shown(request, room, **request.scope["path_params"])

    @post(ADDRESS, status_code=200)
    async def answer_section(request: AnyRequest) -> Reply:
        """Store what was typed, valid or not; then lead on, back, or to the same section with its problem."""
        room = rooms()
        slug, variant, section = request.scope["path_params"].values()
        form = await read_form(request)
        try:
            return await _answered(request, room, await visit(request, room, slug, variant), section, form)
        except Unreachable as away:
            found = from_memory(request, room, slug, variant, away)
            asked = _section(found, section)
            return _again(request, room, found, asked, form, NOT_SAVED, HTTPStatus.SERVICE_UNAVAILABLE)

    return Router("/", route_handlers=[show_section, answer_section], opt={"audience": Audience.RESIDENTS, **STRAIGHT})


async def _shown(request: AnyRequest, room: Room, slug: str, variant: str, section: str) -> Reply:
    found = await visit(request, room, slug, variant)
    if _left_out(found, section):
        leads = Next("") if found.stored is None else same_place(found.version.questionnaire, found.journey(), section)
        return see_other(address(found, leads))
    ending = _section(found, section).ends
    if ending is not None:
        return page(request, ending_page(found, section, ending))
    query = request.scope["query_string"]
    if found.stored is None:
        return _without_draft(request, room, found, query)
    journey = found.journey(until=section)
    step = journey.step(section)
    if step is None or not journey.may_visit(section):
        return see_other(address(found, first_page(found.journey())))
    notices = tuple(NOTICES[word] for word in query.split(b"&") if word in NOTICES)
    if UNSENT.encode() in query.split(b"&"):
        notices += unsent_words(found)
    if query == b"carried":
        notices = (where_they_are(found.journey()),)
    html = section_html(room, found, step, journey, found.draft.fields, notices, asked_for(query))
    return kept_page(request, found, html)


async def _answered(request: AnyRequest, room: Room, found: Visit, section: str, form: Form) -> Reply:
    asked = _section(found, section)
    if found.stored is None:
        return await _gone(request, room, found, asked, form)
    if form.fields.get("m", ("",))[0] != own_mark(room, found):
        return _again(request, room, found, asked, form, STALE, HTTPStatus.CONFLICT)
    return await _save(request, room, found, asked, form)


def address(found: Visit, leads: Next) -> str:
    """The path of a page of this visit."""
    if leads.page == START:
        return found.start
    notice = f"?{leads.notice}" if leads.notice else ""
    fragment = f"#{leads.fragment}" if leads.fragment else ""
    return f"{found.root}/{leads.page}{notice}{fragment}"


def kept_page(
    request: AnyRequest,
    found: Visit,
    html: str | Ready,
    status: HTTPStatus = HTTPStatus.OK,
    cookies: tuple[Cookie, ...] = (),
) -> Reply:
    """Own device: the browser may keep the page for Back, asking first. Shared: it keeps nothing, and clears itself."""
    headers = {"retry-after": "5"} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
    if not found.shared or found.held is None or found.held.deadline is None:
        cache = Cache.PRIVATE if status is HTTPStatus.OK else Cache.NO_STORE
        policy = with_pictures(SENDING_POLICY) if found.pictures else SENDING_POLICY
        return page(request, html, status=status, cache=cache, policy=policy, headers=headers, cookies=cookies)
    policy = with_pictures(RESIDENT_POLICY) if found.pictures else ""
    headers["refresh"] = f"{max(found.held.deadline - found.now, 0) + 1};url=clear"
    return page(request, html, status=status, policy=policy, headers=headers, cookies=cookies)


async def _save(request: AnyRequest, room: Room, found: Visit, section: Section, form: Form) -> Reply:
    """Store the page into the draft, again from the start when another tab came between."""
    for _ in range(TRIES):
        if found.stored is None:
            return await _gone(request, room, found, section, form)
        done = pressed_page(found, section, form, room.areas)
        try:
            if await room.service.writer.write(saving(done.after, found.stored, done.draft)):
                return await _lead(request, room, done.after, done.leads, unknown_fields(done.step, form.fields))
        except (NotStored, WriterFull):
            break
        found = await visit(request, room, found.slug, found.variant)
    return _again(request, room, found, section, form, NOT_SAVED, HTTPStatus.SERVICE_UNAVAILABLE)


def saving(found: Visit, stored: StoredDraft, draft: Draft) -> SaveDraft:
    """A shared draft lives on with each press; one on a person's own device ends with its cookie."""
    expiry = stored.expires_hour  # a draft with a code, or on a person's own device: it lives on by itself
    if found.shared:
        expiry = max(expiry, expires_hour(found.now, found.wave.closes_at, GRACE, shared=True))
    return SaveDraft(
        key=stored.key, revision=stored.revision, variant=found.variant, content=draft, expires_hour=expiry
    )


async def _lead(request: AnyRequest, room: Room, found: Visit, leads: Next, unknown: tuple[str, ...]) -> Reply:
    if unknown:
        raise BadForm(UNKNOWN_FIELD)
    if leads.ends and found.stored is not None:
        await room.service.writer.write(EndDraft(key=found.stored.key))
        return see_other(address(found, leads), cookies=(letting_go(room, found),))
    if leads.page == STOP and not found.shared and not found.practice and found.held and found.stored:
        await given(room, found, found.held, found.stored)  # their own device: they may want another one next
    return see_other(address(found, leads), cookies=pressed(room, found), beside=request.scope["path"])


async def _gone(request: AnyRequest, room: Room, found: Visit, section: Section, form: Form) -> Reply:
    """The draft is gone: it was sent, or what was posted begins a new one, so that nothing typed is lost."""
    if found.held is not None and found.held.sent:
        return see_other(f"{found.root}/sent")
    if found.practice:
        return page(request, practice_over_page(found))
    if not found.fieldwork.wave.open_at(found.now):
        return page(request, closed_page(room, found), status=HTTPStatus.CONFLICT)
    fields = located(section.questions, form.fields, {}, room.areas)
    content = taken(new_draft(found.now), alone(section), fields, Press.BACK)
    try:
        cookie = await begin(room, found, content, shared=marked_shared(form.fields.get("m", ("",))[0]))
    except (NotStored, WriterFull):
        return _again(request, room, found, section, form, NOT_SAVED, HTTPStatus.SERVICE_UNAVAILABLE)
    leads = first_page(walk(found.questionnaire, content, found.circumstances))
    return see_other(f"{address(found, leads)}?expired", cookies=(cookie,))


def _again(
    request: AnyRequest, room: Room, found: Visit, section: Section, form: Form, notice: Said, status: HTTPStatus
) -> Reply:
    """The filled form itself is the reply, because nothing could be stored."""
    journey = found.journey()
    step = (journey.step(section.id) if found.stored else None) or alone(section)
    html = section_html(room, found, step, journey, form.fields, (notice,), posted_number(form.fields))
    return kept_page(request, found, html, status)


def _without_draft(request: AnyRequest, room: Room, found: Visit, query: bytes) -> Reply:
    if found.held is not None and found.held.sent:
        return see_other(f"{found.root}/sent")
    if query in {b"begun", b"expired"} and found.held is None:
        return page(request, cookie_refused_page(room, found))
    return see_other(found.start)


def _left_out(found: Visit, section_id: str) -> bool:
    """Whether this variant alone does not have a section."""
    return section_id not in route_of(found.questionnaire).by_id and any(
        section.id == section_id for section in found.version.questionnaire.sections
    )


def _section(found: Visit, section_id: str) -> Section:
    stop = route_of(found.questionnaire).by_id.get(section_id)
    if stop is None:
        raise NotFoundException
    return stop.section
