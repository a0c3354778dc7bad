"""A view of results, as the address bar holds it: its round, filters, breakdown and order."""

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct
from msgspec.structs import replace

MOST_FILTERS: Final = 8
"""As many as a survey may have characteristics; what comes after them in a typed address is left out."""

LONGEST: Final = 4096
"""Characters of a query that are read: the longest canonical one is a fifth of that."""

LONGEST_ROUND: Final = 12
"""Characters of a round's number that are kept. One that no round has leads to no page, so it is not left out."""

LANGUAGE: Final = "language"
"""The key of a filter by language or Easy Read, whose codes are variants; questions' ids begin with a capital."""

LINK: Final = "link"
"""The key of a filter, and of a characteristic, by the link or poster by which people came; its codes are ids."""

Grouping: TypeAlias = Literal["section", "ambition"]

_KEY = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Filter(Struct, frozen=True, order=True):
    """One condition: those who gave this answer, an option's code, under this key."""

    key: str
    code: str


class View(Struct, frozen=True):
    """What of a survey's results is looked at. `round` is a number, empty for the newest begun; `by` is the key of the
    characteristic in the columns, empty for none. Filters stand in order of their keys, one for each key."""

    round: str = ""
    filters: tuple[Filter, ...] = ()
    by: str = ""
    grouped: Grouping = "section"

    def query(self) -> str:
        """The view's canonical query with its question mark; empty where nothing is set."""
        pairs = [("round", self.round)] if self.round else []
        pairs += [("filter", f"{each.key}:{each.code}") for each in sorted(self.filters)]
        pairs += [("by", self.by)] if self.by else []
        pairs += [("grouped", self.grouped)] if self.grouped != "section" else []
        return f"?{urlencode(pairs, safe=':')}" if pairs else ""

    def without(self, condition: Filter) -> "View":
        """The same view with one filter left out."""
        return replace(self, filters=tuple(each for each in self.filters if each != condition))


def view_from(query: str) -> View:
    """The view of a query, with or without its question mark. What is no part of a view, or malformed, is left out.

    Never raises. The first value of a name that may be given once counts, and so does the first filter of a key.
    """
    pairs = [] if len(query) > LONGEST else parse_qsl(query.removeprefix("?"), errors="replace")
    return View(
        round=next((value[:LONGEST_ROUND] for name, value in pairs if name == "round"), ""),
        filters=_filters(value for name, value in pairs if name == "filter"),
        by=next((value for name, value in pairs if name == "by" and _KEY.fullmatch(value)), ""),
        grouped="ambition" if ("grouped", "ambition") in pairs else "section",
    )


def _filters(values: Iterable[str]) -> tuple[Filter, ...]:
    found: dict[str, Filter] = {}
    for value in values:
        key, _, code = value.partition(":")
        if _KEY.fullmatch(key) and _CODE.fullmatch(code) and len(found) < MOST_FILTERS:
            found.setdefault(key, Filter(key, code))
    return tuple(sorted(found.values()))
