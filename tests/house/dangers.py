"""What is never done: unescaped text, running what is read, waiving without a reason, sleeping in a test."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from tokenize import COMMENT, generate_tokens

from tests.house.sources import Source, imports

MARKUP_FILES = ("web/templates.py", "web/tongues.py", "respond/fragments.py")
"""Who may say that a text is HTML already; everywhere else autoescape stands."""


def unescaped(source: Source) -> Iterator[str]:
    """Texts that are said to be HTML already, outside the files that may."""
    if source.place not in MARKUP_FILES:
        for node in source.nodes():
            if isinstance(node, ast.Call) and "Markup" in names(node.func):
                yield source.at(node, "Markup")


def dangerous(source: Source) -> Iterator[str]:
    """What runs or unpacks whatever it is given."""
    for node, module, _ in imports(source):
        if module.split(".")[0] in {"pickle", "marshal", "shelve", "yaml", "dill"}:
            yield source.at(node, f"{module} runs what it reads, or reads yes as a truth value")
    for call in source.nodes():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"eval", "exec"}:
            yield source.at(call, call.func.id)


def unexplained(source: Source) -> Iterator[str]:
    """Waivers without their reason beside them: a comment of three words or more, after the waiver's own."""
    comments = {
        token.start[0]: token.string
        for token in generate_tokens(StringIO(source.text).readline)
        if token.type == COMMENT
    }
    waived = {line for line, text in comments.items() if re.match(r"#\s*(type: ignore|noqa|pragma:|nosec)", text)}
    for node in source.nodes():
        if isinstance(node, ast.ExceptHandler) and {"Exception", "BaseException"} & names(node.type):
            waived.add(node.lineno)
        if isinstance(node, ast.ImportFrom) and source.room and any(alias.name == "Any" for alias in node.names):
            waived.add(node.lineno)
    for line in sorted(waived):
        reason = comments.get(line, "#").split("#")[-1]
        if len(reason.split()) < 3 or re.match(r"\s*(type: ignore|noqa|pragma:|nosec)", reason):
            yield f"{source.path}:{line}: a waiver without its reason"


def waits_or_pretends(source: Source) -> Iterator[str]:
    """Tests that sleep, or that put a mock where our own code belongs."""
    for node, module, name in imports(source):
        if "mock" in {*module.split("."), name}:
            yield source.at(node, "a mock")
    for use in source.nodes():
        if isinstance(use, ast.Attribute) and use.attr == "sleep":
            yield source.at(use, "a sleep: wait for what is to happen, with a deadline")


def names(node: ast.expr | None) -> set[str]:
    """Every name in an expression; what catches without saying what catches everything."""
    return {found.id for found in ast.walk(node) if isinstance(found, ast.Name)} if node else {"BaseException"}
