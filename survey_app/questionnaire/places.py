"""Where a path inside a decoded file stands: the section, question and code that people know it by."""

from collections.abc import Iterator
from typing import TypeAlias

from survey_app.questionnaire.faults import Spot

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
"""A decoded TOML file that has no types yet."""

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead from the whole file to one value: `("sections", 3, "questions", 0, "label")`."""

NAMED_BY = {"sections": "id", "questions": "id", "options": "code", "items": "code"}
"""The lists whose entries have a name, and the key that holds it."""

BY_NAME = {
    **{kind: kind for kind in NAMED_BY},
    **dict.fromkeys(("hints", "details", "headings", "pictures"), "options"),
}
"""The tables of a wording and of a rewording whose keys are ids and codes, and what those are of."""


def place_at(plain: Plain, path: Path) -> Spot:
    """The place that a path leads to, as far as the file names it."""
    names: dict[str, str] = {}
    at = plain
    for step, following in zip(path, (*path, "")[1:], strict=True):
        at = _inside(at, step)
        if step in NAMED_BY and isinstance(following, int):
            name = _inside(_inside(at, following), NAMED_BY[str(step)])
            names[str(step)] = name if isinstance(name, str) else f"number {following + 1}"
        elif step in BY_NAME and following:
            names[BY_NAME[str(step)]] = str(following)
    return Spot(
        names.get("sections", ""), names.get("questions", ""), names.get("options", "") or names.get("items", "")
    )


def values(plain: Plain, path: Path = ()) -> Iterator[tuple[Path, str | int | float | bool | None]]:
    """Every single value of a file with the path to it."""
    match plain:
        case dict():
            for key, each in plain.items():
                yield from values(each, (*path, key))
        case list():
            for index, each in enumerate(plain):
                yield from values(each, (*path, index))
        case _:
            yield path, plain


def _inside(plain: Plain, step: str | int) -> Plain:
    """What stands at one key or index; None where nothing does."""
    if isinstance(plain, dict) and isinstance(step, str):
        return plain.get(step)
    if isinstance(plain, list) and isinstance(step, int) and step < len(plain):
        return plain[step]
    return None
