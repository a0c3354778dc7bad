"""Leaving contact details after sending, on a person's own device: sealed, and joined to nothing."""

from http import HTTPStatus

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from survey_app.database import Unreachable
from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.phrases import Said
from survey_app.respond.away import from_memory
from survey_app.respond.contacting import Given, contact_form, erase_by, given
from survey_app.respond.contacts import KeptContact, drop_contact, has_contact, keep_contact
from survey_app.respond.contexts import ContactPage, ProblemLine
from survey_app.respond.messages import NOT_SAVED, contact_deleted_page, contact_kept_page, no_contact_here_page
from survey_app.respond.room import Room
from survey_app.respond.sealing import Contact, seal_contact
from survey_app.respond.tokens import contact_id
from survey_app.respond.visit import Visit, frame, visit
from survey_app.web.audience import Audience
from survey_app.web.dates import day_words
from survey_app.web.forms import read_form
from survey_app.web.replies import Cache, Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull


@get("/{slug:str}/{variant:str}/contact-details")
async def show_contact(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Ask whether we may get in touch, or say what became of it."""
    found = await visit(request, room, slug, variant)
    form = _form(room, found)
    if refused := _refused(request, found):
        return refused
    match request.scope["query_string"]:
        case b"kept":
            return page(request, contact_kept_page(found, _kept_until(form, found)))
        case b"deleted":
            return page(request, contact_deleted_page(found))
    kept = await room.service.database.read(has_contact, _id(room, found))
    return page(request, _html(found, form, Given(), kept=kept), cache=Cache.PRIVATE)


@post("/{slug:str}/{variant:str}/contact-details", status_code=200)
async def leave_contact(
    request: AnyRequest, room: NamedDependency[Room], slug: FromPath[str], variant: FromPath[str]
) -> Reply:
    """Seal and keep what was typed, or delete what was left before. Pressed twice, the reply is the same."""
    sent = await read_form(request)
    away = False
    try:
        found = await visit(request, room, slug, variant)
    except Unreachable as unreachable:
        found, away = from_memory(request, room, slug, variant, unreachable), True
    form = _form(room, found)
    if refused := _refused(request, found):
        return refused
    deleting = sent.one("go") == "delete"
    typed = Given() if deleting else given(form, sent)
    if typed.problems:
        return page(request, _html(found, form, typed), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if away or not await _stored(room, found, form, typed.contact):
        html = _html(found, form, typed, notice=NOT_SAVED, kept=deleting)
        return page(request, html, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return see_other(f"{found.root}/contact-details?{'deleted' if deleting else 'kept'}")


contact_router = Router("/", route_handlers=[show_contact, leave_contact], opt={"audience": Audience.RESIDENTS})


def _form(room: Room, found: Visit) -> ContactForm:
    """What the survey asks. Raises NotFoundException where it asks for no contact details."""
    form = contact_form(room, found)
    if form is None:
        raise NotFoundException
    return form


def _refused(request: AnyRequest, found: Visit) -> Reply | None:
    """The page itself refuses a shared computer, whoever types its address; before sending there is nothing here."""
    if found.shared:
        return page(request, no_contact_here_page(found), status=HTTPStatus.FORBIDDEN)
    return None if found.held is not None and found.held.sent else see_other(f"/{found.slug}")


async def _stored(room: Room, found: Visit, form: ContactForm, contact: Contact | None) -> bool:
    """Keep somebody's details, or with none delete them; False where the database could not."""
    try:
        if contact is None:
            await room.service.writer.transaction(drop_contact, _id(room, found))
        else:
            await room.service.writer.transaction(keep_contact, _sealed(room, found, form, contact))
    except (NotStored, WriterFull):
        return False
    return True


def _sealed(room: Room, found: Visit, form: ContactForm, contact: Contact) -> KeptContact:
    return KeptContact(
        id=_id(room, found),
        wave_id=found.wave.id,
        sealed=seal_contact(room.service.settings.contact_key, contact),
        erase_by=erase_by(form, found.wave, found.now),
        erase_after_days=form.erase_after_days,
    )


def _id(room: Room, found: Visit) -> int:
    """Under which this person's details are stored. Raises LookupError for a visit without a cookie."""
    if found.held is None:
        raise LookupError("who holds no cookie has left nothing")
    return contact_id(room.service.keys, found.held.token)


def _kept_until(form: ContactForm, found: Visit) -> Said:
    return day_words(erase_by(form, found.wave, found.now))


def _html(found: Visit, form: ContactForm, typed: Given, *, kept: bool = False, notice: Said = "") -> str:
    context = ContactPage(
        frame=frame(found),
        form=form,
        kept_until=_kept_until(form, found),
        kept=kept,
        ticked=typed.ticked,
        email=typed.email,
        phone=typed.phone,
        problems=tuple(ProblemLine(each.key, each.words) for each in typed.problems),
        notice=notice,
    )
    return render("respond/contact.html", context, found.tongue)
