"""One questionnaire without a fault, and ways to edit it: what the tests of this room begin from."""

from copy import deepcopy
from pathlib import Path
from typing import TypeAlias, cast

from survey_app.organisation import Entry, Organisation
from survey_app.questionnaire.checks import Place, check
from survey_app.questionnaire.decoding import parsed
from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.faults import Fault, Faulty
from survey_app.questionnaire.loading import from_plain
from survey_app.questionnaire.places import Plain
from survey_app.questionnaire.walking import positions

GOOD_FILE = Path(__file__).with_name("good.toml")
WORDINGS = Path(__file__).with_name("wordings")

Edit: TypeAlias = tuple[str, object]
"""A path and what to put there: `("R4.options.0.code", "bus")`. The first step may be a section or question id;
a last step `+` adds to a list, and None takes away what is there."""

ORGANISATION = Organisation(
    name="Testshire County Council",
    short_name="the county council",
    area="Testshire",
    service="Soundings",
    strategy="Plan",
    help_phone="01632 960000",
    help_hours="Always",
    help_words="Need help? Phone 01632 960000.",
    urgent_help="Phone 999.",
    privacy_contact="the officer",
    accent="#00566b",
    promises={"no_blame": False, "answered": True},
    lists={
        "districts": (
            Entry(code="north", label="North", flags=("city",), official="North District"),
            Entry(code="south", label="South", ambitions=("a1",)),
        ),
        "ambitions": (
            Entry(code="a1", label="Paths", official="A network of paths", ambitions=("a1",)),
            Entry(code="a2", label="Seats", ambitions=("a2",)),
        ),
    },
)

PLACE = Place(file="questionnaire.toml", slug="getting-about", ambitions=frozenset({"a1", "a2"}))


def plain() -> Plain:
    """The good file before it has types, the caller's own to change."""
    return deepcopy(parsed(GOOD_FILE.read_bytes()))


def edited(*edits: Edit) -> Plain:
    """The good file with these edits made in turn."""
    tree = plain()
    for path, value in edits:
        _edit(tree, path, cast("Plain", value))
    return tree


def loaded(*edits: Edit) -> Questionnaire:
    """The good questionnaire with these edits, as loading makes it."""
    return from_plain(edited(*edits), ORGANISATION)


def overlay(variant: str, *edits: Edit) -> Plain:
    """A good wording of the good questionnaire, with these edits made in turn: `("questions.R4.label", "…")`."""
    tree = parsed((WORDINGS / f"{variant}.toml").read_bytes())
    for path, value in edits:
        _edit_at(tree, path.split("."), cast("Plain", value))
    return tree


def in_words(variant: str, *edits: Edit, source: tuple[Edit, ...] = ()) -> Questionnaire:
    """The good questionnaire with one wording, edited, beside it."""
    return from_plain(edited(*source), ORGANISATION, {variant: overlay(variant, *edits)})


def question(name: str, *edits: Edit) -> Asked:
    """One question of the loaded questionnaire."""
    return positions(loaded(*edits))[name][1]


def faults(*edits: Edit, place: Place = PLACE) -> tuple[Fault, ...]:
    """What `survey check` says of the good questionnaire with these edits."""
    try:
        return check(loaded(*edits), place)
    except Faulty as stopped:
        return stopped.faults


def shown(*edits: Edit, place: Place = PLACE) -> set[tuple[str, str]]:
    """The same, each as its name and its place: `("no_options", "ways/R4")`."""
    return {
        (fault.name, "/".join(filter(None, (fault.section, fault.question, fault.code))))
        for fault in faults(*edits, place=place)
    }


def _edit(tree: Plain, path: str, value: Plain) -> None:
    first, *rest = path.split(".")
    target = _named(tree, first)
    if target is None:
        target, rest = tree, [first, *rest]
    _edit_at(target, rest, value)


def _edit_at(target: Plain, steps: list[str], value: Plain) -> None:
    *way, last = steps
    for step in way:
        target = target[int(step)] if isinstance(target, list) else _dict(target)[step]
    if isinstance(target, list):
        _edit_list(target, last, value)
    elif value is None:
        del _dict(target)[last]
    else:
        _dict(target)[last] = value


def _edit_list(target: list[Plain], step: str, value: Plain) -> None:
    if step == "+":
        target.append(value)
    elif value is None:
        del target[int(step)]
    else:
        target[int(step)] = value


def _named(tree: Plain, name: str) -> Plain:
    """The section or question of that id; None where there is none."""
    for section in _list(_dict(tree)["sections"]):
        for each in (section, *_list(_dict(section).get("questions", []))):
            if _dict(each)["id"] == name:
                return each
    return None


def _dict(tree: Plain) -> dict[str, Plain]:
    assert isinstance(tree, dict)
    return tree


def _list(tree: Plain) -> list[Plain]:
    assert isinstance(tree, list)
    return tree
