"""From a questionnaire as written to one that stands alone: lists, chosen options and conditions put in place."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from survey_app.organisation import Organisation
from survey_app.questionnaire.conditions import All, Includes
from survey_app.questionnaire.definition import (
    Asked,
    Item,
    Items,
    Many,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Role,
)
from survey_app.questionnaire.expanding_conditions import flag_faults, name_faults, with_flags, with_names
from survey_app.questionnaire.faults import Fault, Faulty, Spot
from survey_app.questionnaire.unclear import with_unclear
from survey_app.questionnaire.walking import positions, questions_of


def expanded(questionnaire: Questionnaire, organisation: Organisation) -> Questionnaire:
    """The questionnaire with nothing left to look up. Raises Faulty with every name that leads nowhere."""
    _refuse(
        *_list_faults(questionnaire, organisation),
        *_chosen_faults(questionnaire),
        *name_faults(questionnaire),
    )
    listed = with_names(_with_questions(questionnaire, lambda question: _listed(question, organisation)))
    _refuse(*flag_faults(listed))
    known = positions(listed)
    chosen = _with_questions(listed, lambda question: _chosen(question, known))
    return with_flags(_with_questions(chosen, lambda question: with_unclear(questionnaire, question)))


def _refuse(*faults: Fault) -> None:
    if faults:
        raise Faulty(faults)


def _with_questions(questionnaire: Questionnaire, change: Callable[[Asked], Asked]) -> Questionnaire:
    sections = (
        replace(section, questions=tuple(change(question) for question in section.questions))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=tuple(sections))


def _list_faults(questionnaire: Questionnaire, organisation: Organisation) -> Iterator[Fault]:
    for spot, question in questions_of(questionnaire):
        name = _list_named_by(question)
        if name and name not in organisation.lists:
            known = ", ".join(sorted(organisation.lists))
            yield spot.fault("unknown_list", f"The organisation's file has no list {name}. Use one of: {known}.")


def _list_named_by(question: Asked) -> str:
    match question:
        case One() | Many() | Ranking() | Postcode():
            return question.options_from
        case Items():
            return question.items_from
    return ""


def _listed(question: Asked, organisation: Organisation) -> Asked:
    """The question with its list's entries before its own options or items."""
    entries = organisation.lists.get(_list_named_by(question), ())
    match question:
        case One() | Many() | Ranking() | Postcode() if question.options_from:
            options = tuple(
                Option(code=e.code, label=e.label, flags=e.flags, ambitions=e.ambitions, official=e.official)
                for e in entries
            )
            return replace(question, options=options + question.options, options_from="")
        case Items() if question.items_from:
            items = tuple(Item(code=e.code, label=e.label, ambitions=e.ambitions, official=e.official) for e in entries)
            return replace(question, items=items + question.items, items_from="")
    return question


def _chosen_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    known = positions(questionnaire)
    for position, section in enumerate(questionnaire.sections):
        for question in section.questions:
            if isinstance(question, One) and question.options_chosen_in:
                yield from _source_faults(Spot(section.id, question.id), question.options_chosen_in, position, known)


def _source_faults(spot: Spot, source: str, position: int, known: dict[str, tuple[int, Asked]]) -> Iterator[Fault]:
    if source not in known:
        yield spot.fault("unknown_question", f"There is no question {source} whose ticked options could be offered.")
        return
    where, question = known[source]
    if not isinstance(question, Many):
        yield spot.fault("unfit_condition", f"{source} is not a many-choice question. Name one that is.")
    if where == position:
        yield spot.fault("own_section", f"{source} is on the same page. Put this question in a later section.")
    if where > position:
        yield spot.fault("forward_reference", f"{source} comes later. Put this question in a section after it.")


def _chosen(question: Asked, known: dict[str, tuple[int, Asked]]) -> Asked:
    """The question with the substantive options ticked in an earlier one before its own."""
    if not isinstance(question, One) or not question.options_chosen_in:
        return question
    _, source = known[question.options_chosen_in]
    offered = source.options if isinstance(source, Many) else ()
    copies = tuple(_copied(option, source.id) for option in offered if option.role is Role.SUBSTANTIVE)
    return replace(question, options=copies + question.options, options_chosen_in="")


def _copied(option: Option, source: str) -> Option:
    """One ticked option offered again: without its text box, its heading and whatever choosing it recorded."""
    ticked = Includes(source, option.code)
    when = ticked if option.when is None else All((ticked, option.when))
    return replace(option, when=when, detail="", heading="", help="", exclusive=False)
