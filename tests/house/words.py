"""What is written and how much of it: sizes, opening sentences, names, inheritance."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.sources import Source, classes, functions, parsed

MODULE_LINES, FUNCTION_LINES = 300, 40

EMPTY_WORDS = {"helper", "helpers", "util", "utils", "common", "core", "manager", "handler", "info"}
"""Words that say nothing about what a module, class or function is."""

EMPTY_MODULES = {*EMPTY_WORDS, "base", "data", "process", "do"}
"""And those that say nothing about a module; a base is also how many people a figure is of."""

BASES = {"Struct", "Generic", "Protocol", "Enum", "IntEnum", "StrEnum", "IntFlag", "NamedTuple", "TypedDict"} | {
    "Response"
}
"""What a class may inherit, besides exceptions and the house's own kinds of Struct. The framework's response is what
handlers say that they give, and `web/replies.py` sends it in its own way."""


def too_long(source: Source) -> Iterator[str]:
    """Modules and functions over their size."""
    lines = source.text.count("\n")
    if lines > MODULE_LINES:
        yield f"{source.path}: {lines} lines, at most {MODULE_LINES}"
    for function in functions(source):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield source.at(function, f"{function.name} has {lines} lines, at most {FUNCTION_LINES}")


def no_opening_sentence(source: Source) -> Iterator[str]:
    """Modules that do not open with a sentence saying what they are for."""
    opening = (ast.get_docstring(parsed(source.text)) or "").split("\n\n")[0]
    if not re.fullmatch(r"[^a-z].*[.:]", opening, re.DOTALL):
        yield f"{source.path}: does not open with a sentence saying what it is for"


def empty_names(source: Source) -> Iterator[str]:
    """Names of modules, classes and functions that say nothing."""
    stem = Path(source.path).stem
    if set(stem.split("_")) & EMPTY_MODULES:
        yield f"{source.path}: {stem} says nothing"
    for node in classes(source):
        words = re.findall("[A-Z][a-z]*", node.name)
        if {word.lower() for word in words} & EMPTY_WORDS or (words[1:] and words[-1] in {"Service", "Data"}):
            yield source.at(node, f"{node.name} says nothing")
    for function in functions(source):
        words = function.name.strip("_").split("_")
        if set(words) & EMPTY_WORDS or words[0] in {"do", "process", "handle"}:
            yield source.at(function, f"{function.name} says nothing")


def inherited(sources: Iterable[Source]) -> Iterator[str]:
    """Classes that inherit anything but a kind of Struct, an exception or a standard kind of value."""
    found = [(source, node) for source in sources for node in classes(source)]
    bases = {node.name: [_base_name(base) for base in node.bases] for _, node in found}
    for source, node in found:
        for name in bases[node.name]:
            if not _is_kind(name, bases):
                yield source.at(node, f"{node.name} inherits {name}")


def _base_name(base: ast.expr) -> str:
    if isinstance(base, ast.Subscript):
        base = base.value
    return base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else "?"


def _is_kind(name: str, bases: dict[str, list[str]]) -> bool:
    """Whether a base is allowed, or is a class of ours that itself inherits something allowed."""
    if name in BASES or re.search("(Exception|Error|Warning)$", name):
        return True
    return bool(bases.get(name)) and all(_is_kind(base, bases) for base in bases[name])
