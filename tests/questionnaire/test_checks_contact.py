"""The form for contact details: each fault that it can have, and none in one that is right; its words in a variant."""

import msgspec
import pytest
from msgspec.structs import replace

from survey_app.questionnaire.checks_contact import contact_faults
from survey_app.questionnaire.contact_form import ContactForm, Purpose
from survey_app.questionnaire.reachable import email_in, phone_in
from survey_app.questionnaire.texts import texts
from survey_app.questionnaire.variants import in_variant
from survey_app.questionnaire.wording import ContactWords, Wording
from tests.respond.fieldwork import QUESTIONNAIRE

FORM = ContactForm(why=("To ask more.",), purposes=(Purpose(code="follow_up", label="Ask me more"),))


def found(form: ContactForm, audience: str = "residents") -> list[str]:
    questionnaire = msgspec.convert(
        msgspec.to_builtins(QUESTIONNAIRE) | {"audience": audience, "contact": msgspec.to_builtins(form)},
        type(QUESTIONNAIRE),
    )
    return [fault.name for fault in contact_faults(questionnaire)]


def test_a_form_that_is_right_has_no_fault_and_none_is_none() -> None:
    assert found(FORM) == []
    assert list(contact_faults(QUESTIONNAIRE)) == []


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("contact_without_purpose", replace(FORM, why=())),
        ("contact_without_purpose", replace(FORM, purposes=())),
        ("contact_without_purpose", replace(FORM, ways=())),
        ("contact_kept_too_long", replace(FORM, erase_after_days=184)),
        ("contact_kept_too_long", replace(FORM, erase_after_days=0)),
        ("bad_purpose", replace(FORM, purposes=(Purpose(code="Prize draw", label="A prize"),))),
    ],
)
def test_a_fault_of_the_form_is_named(name: str, form: ContactForm) -> None:
    assert found(form) == [name]


def test_a_purpose_stands_once() -> None:
    assert "bad_purpose" in found(replace(FORM, purposes=(*FORM.purposes, Purpose(code="follow_up", label="More"))))


def test_nobody_who_works_for_the_council_is_asked() -> None:
    assert found(FORM, "staff") == ["staff_contact"]


def test_it_is_said_in_the_words_of_a_variant() -> None:
    words = ContactWords(why=("Aby zapytać.",), purposes={"follow_up": "Proszę pytać"})
    asking = replace(QUESTIONNAIRE, contact=FORM, wordings={"pl": Wording(contact=words)})
    form = in_variant(asking, "pl").contact
    assert form is not None
    assert (form.why, form.purposes[0].label) == (("Aby zapytać.",), "Proszę pytać")
    assert {text.place for text in texts(asking)} >= {"contact.why.0", "contact.purposes.follow_up"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" ana@example.com ", "ana@example.com"),
        ("żółw@przykład.pl", "żółw@przykład.pl"),
        ("o'brien+survey@example.co.uk", "o'brien+survey@example.co.uk"),
        ("ana", ""),
        ("ana@example", ""),
        ("ana..b@example.com", ""),
        ("a b@example.com", ""),
        (f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}", ""),
        ("", ""),
    ],
)
def test_an_email_address_is_read(typed: str, read: str) -> None:
    assert email_in(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("01632 960 001", "01632960001"),
        ("+44 (0)7700 900-982", "+4407700900982"),
        ("\u06f0\u06f7\u06f7\u06f0\u06f0 \u06f9\u06f0\u06f0\u06f9\u06f8\u06f2", "07700900982"),
        ("12345", ""),
        ("call me", ""),
        ("", ""),
    ],
)
def test_a_telephone_number_is_read(typed: str, read: str) -> None:
    assert phone_in(typed) == read
