"""Options and rows: enough to choose from, in an order that works, and rules that can be kept."""

from collections.abc import Iterator

from survey_app.questionnaire.definition import (
    Asked,
    Items,
    Many,
    One,
    Option,
    Postcode,
    Questionnaire,
    Ranking,
    Role,
    Scale,
)
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.places_given import PLACES
from survey_app.questionnaire.walking import options_of, questions_of

MOST_OPTIONS = 62
"""A many-choice answer is one bit for each option in a 64-bit column."""

ALONE = {Role.NONE, Role.DONT_KNOW, Role.REFUSED}
"""Roles that contradict any other tick."""


def choice_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of what can be chosen, question by question."""
    earlier: list[Items] = []
    for spot, question in questions_of(questionnaire):
        if isinstance(question, One | Many | Ranking | Postcode | Scale | Items):
            yield from _number_of_options(spot, options_of(question))
            yield from _roles(spot, question)
            yield from _details(spot, question)
        if isinstance(question, Many):
            yield from _exclusive(spot, question)
            yield from _most(spot, question)
        elif isinstance(question, Ranking):
            yield from _ranks(spot, question)
        elif isinstance(question, Postcode):
            yield from _areas(spot, question)
        elif any(option.exclusive for option in options_of(question)):
            yield spot.fault("exclusive_on_one", "Only one answer can be given anyway. Take `exclusive` out.")
        if isinstance(question, Items):
            yield from _rows(spot, question, earlier)
            earlier.append(question)


def _number_of_options(spot: Spot, options: tuple[Option, ...]) -> Iterator[Fault]:
    if not options:
        yield spot.fault("no_options", "Nothing can be chosen. Write options, or name a list of the organisation's.")
    if len(options) == 1:
        yield spot.fault("only_one_option", "One option is no choice. Write at least two.")


def _roles(spot: Spot, question: Asked) -> Iterator[Fault]:
    roles = [option.role for option in options_of(question)]
    for role in (Role.DONT_KNOW, Role.REFUSED):
        if roles.count(role) > 1:
            yield spot.fault(
                "role_twice", f"Two options have the role {role}; figures cannot tell them apart. Keep one."
            )
    if question.dont_know == "outside" and Role.DONT_KNOW not in roles:
        yield spot.fault("outside_without_dont_know", "No option has the role dont_know. Take `dont_know` out.")


def _details(spot: Spot, question: Asked) -> Iterator[Fault]:
    detailed = [option for option in options_of(question) if option.detail]
    if len(detailed) > 1:
        yield spot.fault("detail_twice", "A question has room for one text box. Keep `detail` on one option.")
    for option in detailed:
        if isinstance(question, Items | Scale | Ranking | Postcode):
            yield spot.at(option.code).fault("detail_misplaced", "Only `one` and `many` have a text box. Ask apart.")
        if isinstance(question, One) and question.buttons:
            yield spot.at(option.code).fault("detail_with_buttons", "A button sends at once. Take one of the two out.")
        if option.exclusive:
            yield spot.at(option.code).fault("detail_on_exclusive", "Text would untick the others. Take `detail` out.")


def _exclusive(spot: Spot, question: Many) -> Iterator[Fault]:
    exclusive = [option.exclusive for option in question.options]
    if exclusive and all(exclusive):
        yield spot.fault("exclusive_option_alone", "There is nothing that it could exclude. Add other options.")
    elif exclusive != sorted(exclusive):
        code = question.options[exclusive.index(True)].code
        yield spot.at(code).fault("exclusive_not_last", "Put exclusive options after all others; they follow an 'or'.")
    for option in question.options:
        if option.role in ALONE and not option.exclusive:
            yield spot.at(option.code).fault(
                "not_exclusive", f"An option with the role {option.role} contradicts every other. Make it exclusive."
            )


def _most(spot: Spot, question: Many) -> Iterator[Fault]:
    count = sum(not option.exclusive for option in question.options)
    if len(question.options) > MOST_OPTIONS:
        yield spot.fault("too_many_options", f"{len(question.options)} options; {MOST_OPTIONS} at most. Split it up.")
    if question.most and question.most < 2:
        yield spot.fault("most_too_low", "A limit under 2 is a one-answer question. Make it `one`, or raise `most`.")
    if question.least and not 2 <= question.least <= (question.most or count):
        yield spot.fault("least_out_of_range", "Choose `least` from 2 to `most`; that a tick is needed, `needed` says.")
    if question.most > count > 0:
        yield spot.fault("most_too_high", f"Only {count} can be ticked together. Lower `most` or take it out.")


def _ranks(spot: Spot, question: Ranking) -> Iterator[Fault]:
    most = min(len(question.options), len(PLACES))
    if question.options and not 2 <= question.most <= most:
        yield spot.fault("places_out_of_range", f"Let people give 2 to {most} places. Change `most`.")
    for option in question.options:
        if option.exclusive or option.role is not Role.SUBSTANTIVE or option.score is not None:
            yield spot.at(option.code).fault(
                "role_in_ranking", "It cannot be put in order with the others. Leaving the question blank says it."
            )


def _areas(spot: Spot, question: Postcode) -> Iterator[Fault]:
    if sum(option.outside for option in question.options) != 1:
        yield spot.fault("postcode_without_outside", "Add one option with `outside` for people who live elsewhere.")
    for option in question.options:
        if option.role is not Role.SUBSTANTIVE or option.when is not None:
            yield spot.at(option.code).fault("no_area", "An option here is an area and no answer. Take it out.")


def _rows(spot: Spot, question: Items, earlier: list[Items]) -> Iterator[Fault]:
    if not question.items:
        yield spot.fault("no_items", "There are no rows. Write items, or name a list of the organisation's.")
    if not question.shuffle_as:
        return
    model = next((other for other in earlier if other.id == question.shuffle_as), None)
    if model is None or not model.shuffle:
        yield spot.fault("shuffle_as_unknown", f"{question.shuffle_as} is no earlier item list that is shuffled.")
    elif {item.code for item in model.items} != {item.code for item in question.items}:
        yield spot.fault("shuffle_as_other_items", f"{model.id} has other rows. Give both the same item codes.")
