"""The geometry of the bars beside a table: SVG attributes and classes only, because pages allow no inline style.

Colours are the style sheet's classes in the order of the government analysis palette: #12436D, #28A197, #801650 …
No bar carries anything that its row does not say in words.
"""

from typing import Final

from msgspec import Struct

from survey_app.questionnaire.definition import Role

WIDTH: Final = 240
HEIGHT: Final = 10

ANSWERS = "bar1"
NO_OPINION = "bar5"
"""The dark grey of the palette, for "don't know"."""


class Bar(Struct, frozen=True):
    """One horizontal bar, its length in units of a picture 240 wide and 10 high."""

    length: int
    colour: str = ANSWERS
    width: int = WIDTH
    height: int = HEIGHT


def bar(percent: int | None, role: Role = Role.SUBSTANTIVE) -> Bar | None:
    """The bar of a percentage, at least one unit long; None where there is nothing to draw."""
    if not percent:
        return None
    colour = NO_OPINION if role is Role.DONT_KNOW else ANSWERS
    return Bar(max(1, min(WIDTH, round(WIDTH * percent / 100))), colour)
