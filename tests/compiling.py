"""Statements compiled once for each database's language, not again for the engines of each test.

SQLAlchemy keeps what it compiled by engine, and by the object that knows the language.
"""

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

STATEMENTS = 4000
"""More than the tests have."""

_kept: dict[str, LRUCache[object, object]] = {}


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all engines of a language share what was compiled for one of them."""
    patch.setattr(Engine, "_compiled_cache", property(_shared, lambda *_: None), raising=False)
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: _language(one) == _language(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(_language(one)))


def _shared(engine: Engine) -> LRUCache[object, object]:
    return _kept.setdefault(engine.dialect.name, LRUCache(STATEMENTS))


def _language(dialect: object) -> tuple[object, object]:
    return type(dialect), getattr(dialect, "paramstyle", None)
