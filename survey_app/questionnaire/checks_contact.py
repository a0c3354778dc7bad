"""Contact details: asked of nobody who works for the council, with a purpose each, and erased within 6 months."""

import re
from collections.abc import Iterator
from typing import Final

from survey_app.questionnaire.checks_wording import label_faults
from survey_app.questionnaire.contact_form import MOST_DAYS, ContactForm
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.faults import Fault, Spot

CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,19}")
MOST_PURPOSES: Final = 6


def contact_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of the form for contact details; none where there is no form."""
    form = questionnaire.contact
    if form is None:
        return
    if questionnaire.audience == "staff":
        yield Spot().fault("staff_contact", "Staff are promised that we do not know who they are. Take [contact] out.")
    if not form.why or not form.ways or not 1 <= len(form.purposes) <= MOST_PURPOSES:
        yield Spot().fault(
            "contact_without_purpose", f"Say why in contact.why, at least one way, and 1 to {MOST_PURPOSES} purposes."
        )
    if not 1 <= form.erase_after_days <= MOST_DAYS:
        yield Spot().fault(
            "contact_kept_too_long",
            f"contact.erase_after_days is {form.erase_after_days}. Write 1 to {MOST_DAYS}: 6 months is the longest.",
        )
    yield from _purpose_faults(form)


def _purpose_faults(form: ContactForm) -> Iterator[Fault]:
    codes = [purpose.code for purpose in form.purposes]
    for code in codes:
        if not CODE.fullmatch(code) or codes.count(code) > 1:
            yield Spot().fault(
                "bad_purpose", f"Purpose '{code}': lower-case letters, digits and _, 20 at most, and each code once."
            )
    yield from label_faults(Spot(), [(purpose.code, purpose.label) for purpose in form.purposes])
