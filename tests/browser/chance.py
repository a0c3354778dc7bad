"""Somebody at a browser who knows nothing of the questionnaires: reads each form and fills it by chance."""

import re
from random import Random

from playwright.sync_api import Page

from tests.browser.hands import fill, press
from tests.respond.documents import Field, Form, forms, parsed
from tests.respond.walker import LEAVING, PAGES, SENT, UNCLEAR

UNDER_16 = "Under 16"
"""It ends the residents' survey."""


class Passenger:
    """One journey: `typed` is what was given for each field, by its name."""

    def __init__(self, page: Page, seed: int) -> None:
        self.typed: dict[str, tuple[str, ...]] = {}
        self._page = page
        self._random = Random(seed)  # noqa: S311  # chance that can be repeated is what a test needs

    def to_the_end(self) -> None:
        """Fill page after page and press what leads on, until answers are sent."""
        for _ in range(PAGES):
            if self._page.title().startswith(SENT.removesuffix(".")):
                return
            form = max(forms(parsed(self._page.content())), key=lambda each: len(each.fields))
            answers = self._answers(form)
            fill(self._page, answers)
            button = next(each for each in form.buttons if not LEAVING.match(each.words))
            self.typed |= answers
            if button.name not in {"", "go"}:
                self.typed[button.name] = (button.value,)
            press(self._page, button.words)
        raise AssertionError(f"after {PAGES} pages still at {self._page.url}")

    def _answers(self, form: Form) -> dict[str, tuple[str, ...]]:
        groups: dict[str, list[Field]] = {}
        for field in form.fields:
            if field.kind != "hidden" and field.name != "receipt" and not field.name.endswith(UNCLEAR):
                groups.setdefault(field.name, []).append(field)
        most = re.search(r"[Uu]p to (\d+)", form.words)
        return {name: self._answer(group, int(most[1]) if most else len(group)) for name, group in groups.items()}

    def _answer(self, group: list[Field], most: int) -> tuple[str, ...]:
        match group[0].kind:
            case "radio":
                return (self._random.choice([field.value for field in group if field.label != UNDER_16]),)
            case "checkbox":
                apart = [field.value for field in group if not field.after_or]
                return tuple(self._random.sample(apart, self._random.randint(1, min(most, len(apart)))))
            case _:
                return (
                    "3" if group[0].numeric else f"{group[0].name} says: £5 & \"more\" <b>bold</b> 'less' اردو =1+1",
                )
