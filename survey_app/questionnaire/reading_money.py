"""Reading an amount of money: pounds and pence, with or without their signs."""

import re

from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.measured import PENCE
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.problems import Problem, not_an_amount, not_clear_amount, too_many_pence
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in
from survey_app.questionnaire.typed_numbers import DIGITS, typed_number, unclear_number

POUNDS = re.compile(r"£\s*(.*)|(.*?)\s*£")
PENNIES = re.compile(r"(\d{1,2})\s*p", re.IGNORECASE)


def read_money(question: Money, fields: Fields) -> Reading:
    """Read an amount, stored as pounds."""
    typed = typed_in(fields, question.id)
    if not typed:
        problems = (Problem(question.id, question.needed),) if question.needed else ()
        return Reading({question.id: None}, problems)
    amount = typed_amount(typed)
    if amount is None or not question.low <= amount <= question.high:
        return Reading({question.id: None}, (Problem(question.id, _why(question, typed, amount)),))
    return Reading({question.id: amount})


def typed_amount(typed: str) -> float | int | None:
    """The pounds that a text says, `£1,250.50` or `50p`; None where it says none, or none without doubt."""
    pennies = PENNIES.fullmatch(typed)
    if pennies is not None:
        found = typed_number(pennies[1], 0)
        return None if found is None else found / 100
    return typed_number(_bare(typed), PENCE)


def pounds(amount: float) -> str:
    """An amount as people in Britain write it: `£1,250`, `£1,250.50`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}".removesuffix(".00")


def _bare(typed: str) -> str:
    found = POUNDS.fullmatch(typed)
    return typed if found is None else (found[1] or found[2] or "").strip()


def _why(question: Money, typed: str, amount: float | None) -> Phrase:
    low, high = pounds(question.low), pounds(question.high)
    unclear = unclear_number(_bare(typed)) if amount is None else ""
    if unclear:
        return not_clear_amount(unclear)
    if amount is None and typed_number(_bare(typed), DIGITS) is not None:
        return too_many_pence()
    return not_an_amount(low, high)
