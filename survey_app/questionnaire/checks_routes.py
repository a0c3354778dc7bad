"""Routes: every section, question, option and wording can be reached, and the survey can be sent."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from survey_app.questionnaire.conditions import Condition, Not
from survey_app.questionnaire.definition import Asked, Information, Item, Option, Questionnaire, Section
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.proving import LIMIT, Step, both, possible, steps
from survey_app.questionnaire.walking import items_of, options_of


class Proof(Struct, frozen=True):
    """What proofs need: the keys that can be answered, and how far to search."""

    known: Mapping[str, Step]
    limit: int

    def never(self, spot: Spot, goal: Condition, name: str, remedy: str) -> Iterator[Fault]:
        """A fault where no answers make the goal true, and another where that cannot be told."""
        found = possible(goal, self.known, self.limit)
        if found is None:
            yield _too_hard(spot)
        elif not found:
            yield spot.fault(name, remedy)

    def ever(self, spot: Spot, goal: Condition, name: str, remedy: str) -> Iterator[Fault]:
        """A fault where some answers make the goal true, and another where that cannot be told."""
        found = possible(goal, self.known, self.limit)
        if found is None:
            yield _too_hard(spot)
        elif found:
            yield spot.fault(name, remedy)


def route_faults(questionnaire: Questionnaire, limit: int = LIMIT) -> Iterator[Fault]:
    """Faults of routes. Conditions must be without faults: every name leads to an earlier section."""
    proof = Proof(steps(questionnaire), limit)
    path: Condition = both()
    for section in questionnaire.sections:
        faults = list(_section_faults(section, path, proof))
        yield from faults
        if section.ends:
            path = both(path, Not(both(section.when)))
        if any(fault.name == "dead_end" for fault in faults):
            return


def _section_faults(section: Section, path: Condition, proof: Proof) -> Iterator[Fault]:
    spot = Spot(section.id)
    reached = both(path, section.when)
    unreachable = list(
        proof.never(spot, reached, "unreachable_section", "No answers lead here. Correct the conditions or remove it.")
    )
    if unreachable:
        yield from unreachable
        return
    if section.ends:
        yield from proof.never(
            spot,
            both(path, Not(both(section.when))),
            "dead_end",
            "Everybody is stopped here, so nothing can be sent. Give the section a condition that some do not meet.",
        )
    for question in section.questions:
        yield from _question_faults(Spot(section.id, question.id), question, both(reached, question.when), proof)


def _question_faults(spot: Spot, question: Asked, reached: Condition, proof: Proof) -> Iterator[Fault]:
    if question.when is not None:
        unreachable = list(
            proof.never(
                spot, reached, "unreachable_question", "Nobody is asked it. Correct its condition or remove it."
            )
        )
        if unreachable:
            yield from unreachable
            return
    for option in options_of(question):
        yield from _choice_faults(spot, option, reached, proof, "option")
    for item in items_of(question):
        yield from _choice_faults(spot, item, reached, proof, "item")
    yield from _rewordings(spot, question, reached, proof)
    if not isinstance(question, Information):
        yield from _nothing_left(spot, options_of(question), reached, proof)
        yield from _nothing_left(spot, items_of(question), reached, proof)


def _choice_faults(spot: Spot, choice: Option | Item, reached: Condition, proof: Proof, what: str) -> Iterator[Fault]:
    if choice.when is not None:
        yield from proof.never(
            spot.at(choice.code),
            both(reached, choice.when),
            f"unreachable_{what}",
            f"Nobody is offered this {what}. Correct its condition or remove it.",
        )


def _rewordings(spot: Spot, question: Asked, reached: Condition, proof: Proof) -> Iterator[Fault]:
    earlier: Condition = reached
    for rewording in question.rewordings:
        yield from proof.never(
            spot,
            both(earlier, rewording.when),
            "unreachable_rewording",
            "Nobody sees this wording: its condition is never true, or an earlier one is used. Correct or remove it.",
        )
        earlier = both(earlier, Not(rewording.when))


def _nothing_left(
    spot: Spot, choices: tuple[Option, ...] | tuple[Item, ...], reached: Condition, proof: Proof
) -> Iterator[Fault]:
    """Where every option has a condition, some people could be asked without one to choose."""
    conditions = [choice.when for choice in choices if choice.when is not None]
    if conditions and len(conditions) == len(choices):
        yield from proof.ever(
            spot,
            both(reached, *(Not(condition) for condition in conditions)),
            "nothing_left_to_choose",
            "Some people would be asked with nothing offered. Ask it only when something is, or add an option for all.",
        )


def _too_hard(spot: Spot) -> Fault:
    return spot.fault("conditions_too_hard", "Whether anybody gets here cannot be proved. Make the conditions simpler.")
