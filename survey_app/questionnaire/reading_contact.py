"""Reading how to reach somebody: an e-mail address or a telephone number, looked at for typing errors alone."""

import re
from typing import Final

from survey_app.questionnaire.definition import Contact
from survey_app.questionnaire.kinds_personal import Email
from survey_app.questionnaire.problems import Problem, not_a_phone, not_an_email, too_long
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in
from survey_app.questionnaire.typed_numbers import plain_digits

LONGEST_EMAIL: Final = 254
"""Characters; a longer address cannot be written to (RFC 5321, 4.5.3.1.3, as its errata count)."""

_CHARACTER = r"[^\s@.,;:<>()\[\]\\\"]"
EMAIL: Final = re.compile(rf"(?:{_CHARACTER}|\.){{1,64}}@(?:{_CHARACTER}{{1,63}}\.)+{_CHARACTER}{{2,63}}")
PHONE_MARKS: Final = re.compile(r"[\s().\-\u2010-\u2015/]")
PHONE: Final = re.compile(r"\+?\d{7,15}")
"""Fifteen digits at most (ITU-T E.164)."""


def read_contact(question: Contact, fields: Fields) -> Reading:
    """Read an address or a number; a number loses its spaces and marks."""
    typed = typed_in(fields, question.id)
    if not typed:
        return Reading({question.id: None}, (Problem(question.id, question.needed),) if question.needed else ())
    return _email(question.id, typed) if isinstance(question, Email) else _phone(question.id, typed)


def _email(key: str, typed: str) -> Reading:
    if len(typed) > LONGEST_EMAIL:
        return Reading({key: None}, (Problem(key, too_long(len(typed), LONGEST_EMAIL)),))
    if not EMAIL.fullmatch(typed) or ".." in typed:
        return Reading({key: None}, (Problem(key, not_an_email()),))
    return Reading({key: typed})


def _phone(key: str, typed: str) -> Reading:
    number = PHONE_MARKS.sub("", plain_digits(typed))
    if not PHONE.fullmatch(number):
        return Reading({key: None}, (Problem(key, not_a_phone()),))
    return Reading({key: number})
