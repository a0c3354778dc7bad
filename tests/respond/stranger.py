"""Somebody who reads no word of a page: fills its form by chance, finds the button that leads on, in any language."""

import re
from random import Random

from tests.respond.client import Page
from tests.respond.documents import Button, Field, Form
from tests.respond.walker import UNCLEAR

UNDER_16 = "under_16"
"""It ends the residents' survey."""

LEADING = {"", "send", "early"}
"""What buttons named `go` send that lead on. All others named so leave the page another way."""

TEXT = "{name} says: £5 & \"more\" <b>bold</b> 'less' اردو =1+1"


class Stranger:
    """Their chance can be repeated. `text` is what they type, `{name}` in it the name of the box."""

    def __init__(self, seed: int, text: str = TEXT) -> None:
        self._random = Random(seed)  # noqa: S311  # chance that can be repeated is what a test needs
        self._text = text

    def answers(self, form: Form) -> dict[str, tuple[str, ...]]:
        """An answer to everything that a form asks, by the names of its fields."""
        groups: dict[str, list[Field]] = {}
        for field in form.fields:
            if field.kind != "hidden" and field.name != "receipt" and not field.name.endswith(UNCLEAR):
                groups.setdefault(field.name, []).append(field)
        most = re.search(r"[Uu]p to (\d+)", form.words)
        return {name: self._answer(group, int(most[1]) if most else len(group)) for name, group in groups.items()}

    def _answer(self, group: list[Field], most: int) -> tuple[str, ...]:
        match group[0].kind:
            case "radio":
                return (self._random.choice([field.value for field in group if field.value != UNDER_16]),)
            case "checkbox":
                apart = [field.value for field in group if not field.after_or]
                return tuple(self._random.sample(apart, self._random.randint(1, min(most, len(apart)))))
            case _:
                return ("3" if group[0].numeric else self._text.format(name=group[0].name),)


def onward(form: Form) -> Button:
    """The first button that leads on with what was answered."""
    return next(each for each in form.buttons if each.name != "go" or each.value in LEADING)


def is_sent(path: str) -> bool:
    """Whether a page says thank you."""
    return path.endswith("/thanks")


def languages_of(page: Page) -> tuple[str, str]:
    """The language and the direction that a page says it is in."""
    html = page.document.first("html")
    assert html is not None
    return html.attributes["lang"], html.attributes.get("dir", "ltr")
