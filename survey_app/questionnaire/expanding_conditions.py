"""Conditions that stand for others: names of the questionnaire's own table, and flags of the organisation's lists."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from survey_app.questionnaire.conditions import All, AnyOf, Condition, Flagged, IsAnyOf, Named, Not
from survey_app.questionnaire.definition import Asked, Item, Items, Many, One, Option, Questionnaire, Scale
from survey_app.questionnaire.faults import Fault, Spot
from survey_app.questionnaire.walking import leaves, options_of, positions, sites


def name_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """A fault for each name that is unknown, never used, or defined by itself."""
    names = questionnaire.conditions
    used = {leaf.name for condition in names.values() for leaf in leaves(condition) if isinstance(leaf, Named)}
    for site in sites(questionnaire):
        for leaf in leaves(site.condition):
            if isinstance(leaf, Named):
                used.add(leaf.name)
                if leaf.name not in names:
                    yield site.spot.fault("unknown_condition_name", f"Add {leaf.name} to [conditions], or spell it so.")
    for name, condition in names.items():
        yield from _definition_faults(name, condition, names)
        if name not in used:
            yield Spot().fault("unused_condition", f"Nothing uses the condition {name}. Take it out of [conditions].")


def _definition_faults(name: str, condition: Condition, names: dict[str, Condition]) -> Iterator[Fault]:
    for leaf in leaves(condition):
        if isinstance(leaf, Named) and leaf.name not in names:
            yield Spot().fault("unknown_condition_name", f"The condition {name} uses {leaf.name}, which is not there.")
    if name in _reached_from(condition, names):
        yield Spot().fault("circular_condition", f"The condition {name} leads back to itself. Write it without {name}.")


def _reached_from(condition: Condition, names: dict[str, Condition]) -> set[str]:
    """The names that a condition uses, directly or by way of others."""
    reached: set[str] = set()
    waiting = [condition]
    while waiting:
        found = {leaf.name for leaf in leaves(waiting.pop()) if isinstance(leaf, Named)} - reached
        reached |= found
        waiting.extend(names[name] for name in found if name in names)
    return reached


def flag_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """A fault for each flag of an unknown question, or that none of the question's options carries."""
    known = positions(questionnaire)
    for site in sites(questionnaire):
        for leaf in leaves(site.condition):
            if not isinstance(leaf, Flagged):
                continue
            if leaf.question not in known:
                yield site.spot.fault("unknown_question", f"There is no question {leaf.question}. Correct its id.")
            elif not _flagged_codes(leaf, known):
                yield site.spot.fault(
                    "unknown_flag",
                    f"No option of {leaf.question} carries {leaf.flag}. Flag one in the organisation's list.",
                )


def _flagged_codes(flagged: Flagged, known: dict[str, tuple[int, Asked]]) -> tuple[str, ...]:
    return tuple(option.code for option in options_of(known[flagged.question][1]) if flagged.flag in option.flags)


def with_names(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with each name replaced by the condition that it stands for, and the table emptied."""
    names = questionnaire.conditions

    def written_out(leaf: Condition) -> Condition:
        return _mapped(names[leaf.name], written_out) if isinstance(leaf, Named) else leaf

    return replace(_with_conditions(questionnaire, written_out), conditions={})


def with_flags(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with each flag replaced by the codes that carry it."""
    known = positions(questionnaire)

    def codes(leaf: Condition) -> Condition:
        return IsAnyOf(leaf.question, _flagged_codes(leaf, known)) if isinstance(leaf, Flagged) else leaf

    return _with_conditions(questionnaire, codes)


def _mapped(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """The condition with each of its single tests changed."""
    match condition:
        case All(conditions):
            return All(tuple(_mapped(each, change) for each in conditions))
        case AnyOf(conditions):
            return AnyOf(tuple(_mapped(each, change) for each in conditions))
        case Not(inner):
            return Not(_mapped(inner, change))
    return change(condition)


def _with_conditions(questionnaire: Questionnaire, change: Callable[[Condition], Condition]) -> Questionnaire:
    """The questionnaire with every single test of every condition changed."""

    def when(condition: Condition | None) -> Condition | None:
        return None if condition is None else _mapped(condition, change)

    def offered(option: Option) -> Option:
        return replace(option, when=when(option.when))

    def row(item: Item) -> Item:
        return replace(item, when=when(item.when))

    def asked(question: Asked) -> Asked:
        rewordings = tuple(replace(each, when=_mapped(each.when, change)) for each in question.rewordings)
        changed = replace(question, when=when(question.when), rewordings=rewordings)
        match changed:
            case Items():
                return replace(
                    changed, options=tuple(map(offered, changed.options)), items=tuple(map(row, changed.items))
                )
            case One() | Many() | Scale():
                return replace(changed, options=tuple(map(offered, changed.options)))
        return changed

    sections = (
        replace(section, when=when(section.when), questions=tuple(map(asked, section.questions)))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=tuple(sections))
