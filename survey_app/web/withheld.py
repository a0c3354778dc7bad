"""What a page kept back to protect people, for its line in the log: never a count (results contract, 40)."""

from collections.abc import Mapping
from typing import Final, cast

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


def note_withheld(request: AnyRequest, withheld: Withheld) -> None:
    """Have the line of a request say this."""
    cast("dict[str, object]", request.scope)[KEY] = withheld


def withheld_in(scope: HTTPScope) -> Withheld | None:
    """What was noted of a request, None of nothing."""
    found = cast("dict[str, object]", scope).get(KEY)
    return found if isinstance(found, Withheld) else None
