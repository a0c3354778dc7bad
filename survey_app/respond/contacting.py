"""Leaving contact details: to whom the form is offered, until when they stay, and what was typed into it."""

from msgspec import Struct

from survey_app.questionnaire.contact_form import ContactForm
from survey_app.questionnaire.phrases import phrase
from survey_app.questionnaire.problems import Problem, not_a_phone, not_an_email
from survey_app.questionnaire.reachable import email_in, phone_in
from survey_app.respond.contacts import DAY_SECONDS
from survey_app.respond.room import Room
from survey_app.respond.sealing import Contact
from survey_app.respond.visit import Visit
from survey_app.surveys.quarters import quarter_end
from survey_app.surveys.waves import Wave
from survey_app.web.forms import Form
from survey_app.web.london import london_day

PURPOSE, EMAIL, PHONE = "purpose", "email", "phone"
"""The names of the fields."""


class Given(Struct, frozen=True, kw_only=True):
    """What somebody typed: `contact` where it can be used, else the problems."""

    ticked: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    contact: Contact | None = None
    problems: tuple[Problem, ...] = ()


def contact_form(room: Room, found: Visit) -> ContactForm | None:
    """The form that a survey offers after sending; None without one, in practice, and without a key to seal by."""
    if found.practice or not room.service.settings.contact_key:
        return None
    return found.questionnaire.contact


def is_offered(room: Room, found: Visit) -> bool:
    """Whether this visit's thank-you page leads to the form: never on a shared computer (interaction contract, 14)."""
    return contact_form(room, found) is not None and not found.shared


def erase_by(form: ContactForm, wave: Wave, now: int) -> str:
    """The last day, ISO, on which the details of a round are kept. `now` is UTC seconds.

    While no end is set, the round counts as closing with the quarter: a day that said when somebody came here would
    join their details to the answers of that day.
    """
    closing = quarter_end(now) if wave.closes_at is None else wave.closes_at
    return london_day(closing + form.erase_after_days * DAY_SECONDS)


def given(form: ContactForm, sent: Form) -> Given:
    """Read what was typed. Raises BadForm where a field came twice."""
    email, phone = (sent.one(way) if way in form.ways else "" for way in (EMAIL, PHONE))
    ticked = tuple(purpose.code for purpose in form.purposes if purpose.code in sent.fields.get(PURPOSE, ()))
    problems = tuple(_problems(form, ticked, email.strip(), phone.strip()))
    contact = Contact(purposes=ticked, email=email_in(email), phone=phone_in(phone))
    return Given(ticked=ticked, email=email, phone=phone, contact=None if problems else contact, problems=problems)


def _problems(form: ContactForm, ticked: tuple[str, ...], email: str, phone: str) -> list[Problem]:
    found = []
    if not ticked:
        found.append(Problem(PURPOSE, phrase("Tick what we may contact you about.")))
    if email and not email_in(email):
        found.append(Problem(EMAIL, not_an_email()))
    if phone and not phone_in(phone):
        found.append(Problem(PHONE, not_a_phone()))
    if not email and not phone:
        found.append(_nothing(form))
    return found


def _nothing(form: ContactForm) -> Problem:
    """No way at all was typed."""
    if len(form.ways) > 1:
        return Problem(form.ways[0], phrase("Enter an email address or a phone number."))
    return Problem(EMAIL, not_an_email()) if EMAIL in form.ways else Problem(PHONE, not_a_phone())
