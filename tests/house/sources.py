"""Files as the rules see them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

CHECKOUT = Path(__file__).resolve().parents[2]


class Source(Struct, frozen=True):
    """One Python file: its path below the checkout, and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The first folder or module below survey_app, empty elsewhere."""
        parts = Path(self.path).with_suffix("").parts
        return parts[1] if parts[0] == "survey_app" else ""

    @property
    def place(self) -> str:
        """The path below survey_app."""
        return self.path.removeprefix("survey_app/")

    def nodes(self) -> Iterable[ast.AST]:
        """Everything in the file."""
        return _walked(self.text)

    def at(self, node: ast.expr | ast.stmt, words: str) -> str:
        """An offence, in words with its place."""
        return f"{self.path}:{node.lineno}: {words}"


def imports(source: Source) -> Iterator[tuple[ast.Import | ast.ImportFrom, str, str]]:
    """Each import's node, module and name: the name is empty where a whole module is imported."""
    for node in source.nodes():
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, node.module or "", alias.name) for alias in node.names)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in source.nodes() if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def classes(source: Source) -> Iterator[ast.ClassDef]:
    """Every class."""
    return (node for node in source.nodes() if isinstance(node, ast.ClassDef))


@cache
def parsed(text: str) -> ast.Module:
    """The tree of a file, read once for all rules."""
    return ast.parse(text)


@cache
def _walked(text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(text)))
