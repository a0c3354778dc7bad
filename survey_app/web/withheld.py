"""What a page kept back to protect people, for its line in the log: never a count (results contract, 40)."""

from collections.abc import Mapping
from typing import Final, cast

from litestar import Litestar
from litestar.types import HTTPScope
from msgspec import Struct

from survey_app.web.scopes import AnyRequest

KEY: Final = "soundings.withheld"
"""Under which a request's scope has it."""


class Withheld(Struct, frozen=True, omit_defaults=True):
    """Of which survey, for readers at which level. `refused` is the rule by which the page is not shown, empty where it
    is; `hidden` has the rules by which something of a table is hidden, by the code of its question."""

    survey: str
    level: str = ""
    refused: str = ""
    hidden: Mapping[str, str] = {}


class Kept(Struct, frozen=True, order=True):
    """Something of a table of a survey was kept from readers at a level, by one rule."""

    survey: str
    what: str
    rule: str
    level: str


WHOLE_PAGE: Final = "whole page"
"""What was withheld where a page was refused."""


def note_withheld(request: AnyRequest, withheld: Withheld) -> None:
    """Have the line of a request say this, and the log that is stored."""
    cast("dict[str, object]", request.scope)[KEY] = withheld
    waiting(request.app).update(kept(withheld))


def kept(withheld: Withheld) -> frozenset[Kept]:
    """What one page kept back, one entry a table and rule."""
    refused = [(WHOLE_PAGE, withheld.refused)] if withheld.refused else []
    hidden = [(what, letter) for what, rules in withheld.hidden.items() for letter in rules]
    return frozenset(Kept(withheld.survey, what[:100], rule, withheld.level) for what, rule in (*refused, *hidden))


def waiting(app: Litestar) -> set[Kept]:
    """What this process noted and has not stored yet."""
    if KEY not in app.state:
        app.state[KEY] = set[Kept]()
    return cast("set[Kept]", app.state[KEY])


def withheld_in(scope: HTTPScope) -> Withheld | None:
    """What was noted of a request, None of nothing."""
    found = cast("dict[str, object]", scope).get(KEY)
    return found if isinstance(found, Withheld) else None
