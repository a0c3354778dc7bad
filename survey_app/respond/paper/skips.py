"""Where a tick leads past the next questions: "If you ticked 2, go to question 9"."""

from collections.abc import Sequence

from msgspec import Struct

from survey_app.questionnaire.definition import Information, One, Option, Questionnaire, Scale, Section
from survey_app.questionnaire.phrases import Phrase, phrase
from survey_app.questionnaire.variables import number_of
from survey_app.respond.paper.asking import Form, decided, settled
from survey_app.respond.paper.routing_words import numbers_of


class Target(Struct, frozen=True):
    """Where to go on: a question's printed number in the same part, the part about you, or the end of the form."""

    number: str = ""
    about_you: bool = False


def skips_of(questionnaire: Questionnaire, section: Section, form: Form) -> tuple[Phrase, ...]:
    """What to say below the last question of a section: for each place that its answers lead to, which those are."""
    asked = section.questions[-1] if section.questions else None
    if not isinstance(asked, One | Scale) or (isinstance(asked, One) and asked.buttons):
        return ()
    later = [each for each in _after(questionnaire, section) if settled(each.when, form) is not False]
    found: dict[Target, list[str]] = {}
    for option in asked.options:
        target = _target(asked.id, option, later, form, section.part)
        if target is not None:
            found.setdefault(target, []).append(option.code)
    return tuple(_words(target, codes, asked.options) for target, codes in found.items())


def _after(questionnaire: Questionnaire, section: Section) -> Sequence[Section]:
    """The sections behind one, but those in which the form ends for some: a box says for whom that is."""
    place = questionnaire.sections.index(section)
    return [each for each in questionnaire.sections[place + 1 :] if each.ends is None and each.part != "contact"]


def _target(key: str, option: Option, later: Sequence[Section], form: Form, part: str) -> Target | None:
    """Where an option leads past at least one question, None where it leads to the next."""
    passed = False
    for section in later:
        if decided(settled(section.when, form), key, option.code) is not False:
            number = next((number_of(each) for each in section.questions if not isinstance(each, Information)), "")
            if not passed or not number:
                return None
            return Target(number) if section.part == part else Target(about_you=True)
        passed = passed or any(not isinstance(each, Information) for each in section.questions)
    return Target() if passed else None


def _words(target: Target, codes: Sequence[str], options: Sequence[Option]) -> Phrase:
    numbers = numbers_of(codes, options)
    if target.about_you:
        return phrase("If you ticked {numbers}, go to the part about you.", numbers=numbers)
    if not target.number:
        return phrase("If you ticked {numbers}, go to the end of this form.", numbers=numbers)
    return phrase("If you ticked {numbers}, go to question {next}.", numbers=numbers, next=target.number)
