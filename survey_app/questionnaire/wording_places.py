"""A wording as words by their places, `questions.R04.options.never`, and back: for checks and translators' files."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias, cast

import msgspec
from msgspec.structs import replace

from survey_app.questionnaire.faults import Spot
from survey_app.questionnaire.places import BY_NAME
from survey_app.questionnaire.wording import QuestionWords, RewordingWords, Wording

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | tuple[Tree, ...] | str"

EXTENT: Final = frozenset({"reviewed", "leaves_out"})
OF_A_QUESTION: Final = frozenset({"offers", "picture", "pictures"})
"""What an overlay says besides words: who has read it, its extent, its pictures."""

BY_CODE: Final = frozenset({"options", "items", "hints", "details", "headings", "purposes"})
"""Tables whose keys are codes, which may be numbers."""


def words_by_place(wording: Wording) -> dict[str, str]:
    """Every text that a wording gives, by its place, in its own order."""
    return dict(_flat(_tree(wording, words=True), ""))


def with_words(wording: Wording, words: Mapping[str, str]) -> Wording:
    """The wording with exactly these words, by their places; what is not words stays.

    Raises msgspec.ValidationError for a place that no wording has.
    """
    tree = _tree(wording, words=False)
    for place, text in words.items():
        _put(tree, place.split("."), text)
    made = msgspec.convert(_listed(tree, ""), Wording)
    questions = {name: _as_many(each, wording.questions.get(name)) for name, each in made.questions.items()}
    return replace(made, questions=questions)


def spot_of(place: str) -> Spot:
    """Where in a questionnaire a place is, as far as its name says."""
    steps = place.split(".")
    names = {BY_NAME[step]: following for step, following in pairwise(steps) if step in BY_NAME}
    return Spot(
        names.get("sections", ""), names.get("questions", ""), names.get("options", "") or names.get("items", "")
    )


def _as_many(words: QuestionWords, own: QuestionWords | None) -> QuestionWords:
    """Rewordings of which nothing changes have no words: they are there all the same."""
    missing = 0 if own is None else len(own.rewordings) - len(words.rewordings)
    return replace(words, rewordings=words.rewordings + (RewordingWords(),) * missing)


def _tree(wording: Wording, *, words: bool) -> dict[str, Tree]:
    """The wording as plain tables: its words alone, or all but its words."""
    whole = cast("dict[str, Tree]", msgspec.to_builtins(wording))
    questions = cast("dict[str, dict[str, Tree]]", whole.get("questions", {}))
    bare = {
        name: {key: value for key, value in each.items() if (key in OF_A_QUESTION) is not words}
        for name, each in questions.items()
    }
    top = {key: value for key, value in whole.items() if (key in EXTENT) is not words and key != "questions"}
    return {**top, "questions": {name: cast("Tree", each) for name, each in bare.items() if words or each}}


def _flat(tree: Tree, place: str) -> Iterator[tuple[str, str]]:
    match tree:
        case str():
            if tree:
                yield place, tree
        case dict():
            for key, each in tree.items():
                yield from _flat(each, f"{place}.{key}" if place else key)
        case list() | tuple():
            for number, each in enumerate(tree):
                yield from _flat(each, f"{place}.{number}")


def _put(tree: dict[str, Tree], steps: list[str], text: str) -> None:
    first, *rest = steps
    inner = tree.setdefault(first, {}) if rest else text
    if isinstance(inner, dict):
        _put(inner, rest, text)
    else:
        tree[first] = inner


def _listed(tree: Tree, name: str) -> Tree:
    """Tables whose keys are all numbers become lists; what is missing between is empty."""
    if not isinstance(tree, dict):
        return tree
    inner = {key: _listed(each, key) for key, each in tree.items()}
    if not inner or name in BY_CODE or not all(key.isdigit() for key in inner):
        return inner
    empty: Tree = {} if name == "rewordings" else ""
    return [inner.get(str(number), empty) for number in range(max(map(int, inner)) + 1)]
