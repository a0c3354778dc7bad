"""Reading a question that asks how to reach somebody: an e-mail address or a telephone number."""

from survey_app.questionnaire.definition import Contact
from survey_app.questionnaire.kinds_personal import Email
from survey_app.questionnaire.problems import Problem, not_a_phone, not_an_email, too_long
from survey_app.questionnaire.reachable import LONGEST_EMAIL, email_in, phone_in
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in


def read_contact(question: Contact, fields: Fields) -> Reading:
    """Read an address or a number; a number loses its spaces and marks."""
    typed = typed_in(fields, question.id)
    if not typed:
        return Reading({question.id: None}, (Problem(question.id, question.needed),) if question.needed else ())
    return _email(question.id, typed) if isinstance(question, Email) else _phone(question.id, typed)


def _email(key: str, typed: str) -> Reading:
    if len(typed) > LONGEST_EMAIL:
        return Reading({key: None}, (Problem(key, too_long(len(typed), LONGEST_EMAIL)),))
    address = email_in(typed)
    return Reading({key: address}) if address else Reading({key: None}, (Problem(key, not_an_email()),))


def _phone(key: str, typed: str) -> Reading:
    number = phone_in(typed)
    return Reading({key: number}) if number else Reading({key: None}, (Problem(key, not_a_phone()),))
