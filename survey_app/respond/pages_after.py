"""What comes after: thank you, sent already, stopping, deleting, and a computer that is clear."""

from http import HTTPStatus

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.database import Unreachable
from survey_app.questionnaire.languages import tag_of
from survey_app.questionnaire.phrases import Said
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.away import from_memory
from survey_app.respond.carrying import given
from survey_app.respond.contacting import is_offered
from survey_app.respond.contexts import StopPage, StorePage, ThanksPage
from survey_app.respond.drafts import EndDraft, StoredDraft
from survey_app.respond.languages import start_address
from survey_app.respond.messages import NOT_DELETED, STALE, clear_page, deleted_page, kept_for_later_page, sent_page
from survey_app.respond.pages_section import address, kept_page
from survey_app.respond.posting import first_page
from survey_app.respond.resume_codes import has_code
from survey_app.respond.room import Room
from survey_app.respond.stored_fields import NEVER, STORED_FIELDS
from survey_app.respond.tokens import in_groups, receipt_code, resume_code, resume_hash
from survey_app.respond.visit import Visit, frame, letting_go, own_mark, plain_frame, pressed, visit, with_drafts
from survey_app.surveys.directory import Fieldwork
from survey_app.surveys.feedback_links import SURVEY_FEEDBACK
from survey_app.web.audience import Audience
from survey_app.web.dates import day_words
from survey_app.web.forms import read_form
from survey_app.web.london import london_day, london_time
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

CLEARING = {"clear-site-data": '"cache", "storage"'}
"""Never cookies: the person may be signed in to other pages of the council (interaction contract, 16)."""


@get("/{slug:str}/{variant:str}/thanks")
async def show_thanks(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Thank you: what happens next, local help, and the receipt code if it was asked for."""
    found = await visit(request, room, slug, variant)
    if found.held is None or not found.held.sent:
        return see_other(found.start)
    code = receipt_code(room.service.keys, found.held.token) if found.held.receipt else ""
    thanks = found.questionnaire.thanks
    about = await room.directory.at(SURVEY_FEEDBACK, found.now)
    html = render(
        "respond/thanks.html",
        ThanksPage(
            frame=frame(found, "thanks"),
            next=thanks.next,
            local_help=room.service.organisation.local_help if thanks.local_help else (),
            receipt=in_groups(code, 3),
            clears_at="" if found.held.deadline is None or not found.shared else london_time(found.held.deadline),
            staff=found.fieldwork.survey.audience == "staff",
            withdraw_by="" if found.wave.withdraw_by is None else day_words(found.wave.withdraw_by),
            news=bool(found.questionnaire.start.last_time),
            contact=is_offered(room, found),
            feedback=_feedback(room, found, about),
        ),
        found.tongue,
    )
    return kept_page(request, found, html)


@get("/{slug:str}/{variant:str}/sent")
async def show_sent(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """What Back meets after sending."""
    found = await visit(request, room, slug, variant)
    if found.held is None or not found.held.sent:
        return see_other(found.start)
    return page(request, sent_page(found))


@get("/{slug:str}/{variant:str}/stop")
async def show_stop(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """What do you want to do? Everything typed is stored already."""
    found = await visit(request, room, slug, variant)
    if found.stored is None:
        return see_other(found.start)
    return kept_page(request, found, _stop_html(room, found, found.stored, "", await _code(room, found)))


@post("/{slug:str}/{variant:str}/stop", status_code=200)
async def stay_stopped(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """More time on the stop page of a shared computer, or a code to carry on by."""
    form = await read_form(request)
    found = await visit(request, room, slug, variant)
    if found.stored is None or found.held is None:
        return see_other(found.start)
    if form.one("go") == "code" and not found.practice and not await given(room, found, found.held, found.stored):
        raise NotStored
    return see_other(f"{found.root}/stop", cookies=pressed(room, found))


@post("/{slug:str}/{variant:str}/clear", status_code=200)
async def clear_computer(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Delete answers under way, and whatever the browser keeps of them."""
    form = await read_form(request)
    try:
        found = await visit(request, room, slug, variant)
    except Unreachable as away:
        found = from_memory(request, room, slug, variant, away)
        if not found.shared:
            raise
    if found.stored is not None and form.one("m") != own_mark(room, found):
        return kept_page(request, found, _stop_html(room, found, found.stored, STALE), HTTPStatus.CONFLICT)
    if found.stored is not None and form.one("keep") and await _code(room, found):
        return see_other(f"{found.root}/clear?kept", cookies=(letting_go(room, found),), headers=CLEARING)
    if found.stored is not None and not await _ended(room, found.stored) and not found.shared:
        return kept_page(
            request, found, _stop_html(room, found, found.stored, NOT_DELETED), HTTPStatus.SERVICE_UNAVAILABLE
        )
    which = "" if found.shared or found.held is None or found.held.sent else "?deleted"
    return see_other(f"{found.root}/clear{which}", cookies=(letting_go(room, found),), headers=CLEARING)


@get("/{slug:str}/{variant:str}/clear")
async def show_clear(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """A page that shows nothing. A shared computer left alone comes here by itself, so its cookie ends here too."""
    try:
        found = await visit(request, room, slug, variant)
    except Unreachable as away:
        found = from_memory(request, room, slug, variant, away)
    match request.scope["query_string"]:
        case b"deleted":
            html = deleted_page(found)
        case b"kept":
            html = kept_for_later_page(found)
        case _:
            html = clear_page(found)
    cookies = (letting_go(room, found),) if found.shared else ()
    return page(request, html, cookies=cookies, headers=CLEARING)


@get("/{slug:str}/{variant:str}/what-we-store")
async def show_stored(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """A stored row, field by field."""
    found = await visit(request, room, slug, variant)
    staff = found.fieldwork.survey.audience == "staff"
    html = render(
        "respond/what_we_store.html",
        StorePage(frame=plain_frame(found, "what-we-store"), fields=STORED_FIELDS, never=NEVER, staff=staff),
        found.tongue,
    )
    return page(request, html)


after_router = Router(
    "/",
    route_handlers=[show_thanks, show_sent, show_stop, stay_stopped, clear_computer, show_clear, show_stored],
    opt={"audience": Audience.RESIDENTS},
)


def _feedback(room: Room, found: Visit, about: Fieldwork | None) -> str:
    """Where people tell us about this survey, in this language where it is asked in it; empty in practice and where
    nobody is asked about it."""
    if found.practice or about is None or not about.wave.open_at(found.now) or about.link(found.slug) is None:
        return ""
    asked = about.version.questionnaire
    known = variants_of(asked, drafts=with_drafts(room, about))
    variant = next((each for each in (found.variant, tag_of(found.variant)) if each in known), asked.language)
    return start_address(SURVEY_FEEDBACK, variant, asked.language, f"?from={found.slug}")


async def _ended(room: Room, stored: StoredDraft) -> bool:
    """Whether a draft could be deleted. On a shared computer it ends by itself within two hours, its cookie at once."""
    try:
        await room.service.writer.write(EndDraft(key=stored.key))
    except (NotStored, WriterFull):
        return False
    return True


async def _code(room: Room, found: Visit) -> str:
    """The code by which this draft can be carried on; empty where its owner asked for none."""
    if found.held is None or found.stored is None:
        return ""
    code = resume_code(room.service.keys, found.held.token)
    is_given = await room.service.database.read(has_code, found.stored.key, resume_hash(room.service.keys, code))
    return code if is_given else ""


def _stop_html(room: Room, found: Visit, stored: StoredDraft, notice: Said, code: str = "") -> str:
    journey = found.journey()
    deadline = None if found.held is None else found.held.deadline
    return render(
        "respond/stop.html",
        StopPage(
            frame=frame(found, "stop"),
            clears_at="" if deadline is None else london_time(deadline),
            kept_until=day_words(london_day(stored.expires_hour)),
            back=address(found, first_page(journey)),
            mark=own_mark(room, found),
            answered=sum(value is not None for value in journey.answers.values()),
            notice=notice,
            code=in_groups(code, 4),
        ),
        found.tongue,
    )
