"""Somebody who knows nothing of the questionnaires: reads each form, fills it by chance, presses what leads on."""

import re
from collections.abc import Iterable, Mapping
from random import Random

from tests.respond.client import Client, Page
from tests.respond.documents import Button, Field, Form

OWN = "Start on my own phone or computer"
SHARED = "Start on a shared computer, such as in a library"
SEND = "Send my answers"
SENT = "Your answers have been sent."
LEAVING = re.compile(r"Back|Stop|I need more time|Skip")
"""Buttons that do not lead on with an answer."""

LIMIT = re.compile(r"[Uu]p to (\d+|two|three)\b(?! *(?:,|\d|characters|words))")
NUMBERS = {"two": 2, "three": 3}

URDU = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER REH}\N{ARABIC LETTER DAL}\N{ARABIC LETTER WAW}"

UNCLEAR = "-unclear"
"""How the name of the tick "I don't understand this question" ends. Nobody here ticks it: all is answered."""

PAGES = 80
"""More than the longest survey has: beyond this somebody goes round in a circle."""


class Walk:
    """One journey through one survey. `typed` is what was sent last for each field of the pages left with an answer.

    `words` are answers to choose wherever they are offered, by their labels; `never` are labels never chosen;
    `skipping` is how often a page that can be skipped is.
    """

    def __init__(
        self,
        client: Client,
        seed: int,
        *,
        words: Iterable[str] = (),
        never: Iterable[str] = (),
        skipping: float = 0.0,
    ) -> None:
        self.client = client
        self.typed: dict[str, tuple[str, ...]] = {}
        self.pages: list[Page] = []
        self.skipped: set[str] = set()
        self._random = Random(seed)  # noqa: S311  # chance that can be repeated is what a test needs
        self._seed = seed
        self._words = set(words)
        self._never = set(never)
        self._skipping = skipping

    def start(self, slug: str, words: str = OWN) -> Page:
        """Open a survey's start page and press one of its buttons."""
        return self.client.press(self.client.open(f"/{slug}"), words)

    def onwards(self, page: Page, section: str = "") -> Page:
        """Answer page after page, up to this section, or else until answers were sent or nothing is asked any more."""
        for _ in range(PAGES):
            self.pages.append(page)
            if page.heading == SENT or not page.has_form or (section and page.path.endswith(f"/{section}")):
                return page
            page = self.answer(page)
        raise AssertionError(f"after {PAGES} pages still at {page.target}")

    def whole(self, slug: str, start: str = OWN) -> Page:
        """From the start page to the page after the last press: thank you, or an ending."""
        return self.onwards(self.start(slug, start))

    def reach(self, slug: str, section: str, start: str = OWN) -> Page:
        """From the start page to a section, or to check answers. Asserts that it is met."""
        page = self.onwards(self.start(slug, start), section)
        assert page.path.endswith(f"/{section}"), f"ended at {page.target}"
        return page

    def answer(self, page: Page) -> Page:
        """Fill one page and press what leads on."""
        assert page.status == 200, f"{page.target} answered {page.status}"
        assert not page.problems, f"{page.target} says {page.problems}"
        form = page.form
        button = self._button(form)
        if button.words.startswith("Skip"):
            asked = {field.name for field in form.fields if field.kind != "hidden"}
            self.skipped |= {name for name in asked if not name.endswith(UNCLEAR)}
            return self.client.send(page, form, {}, button)
        answers = self.filled(form)
        self.typed |= {name: values for name, values in answers.items() if any(values)}
        if button.name not in {"", "go"}:
            self.typed[button.name] = (button.value,)
        return self.client.send(page, form, answers, button)

    def filled(self, form: Form) -> dict[str, tuple[str, ...]]:
        """An answer to everything that a form asks."""
        groups: dict[str, list[Field]] = {}
        for field in form.fields:
            if field.kind != "hidden" and field.name != "receipt" and not field.name.endswith(UNCLEAR):
                groups.setdefault(field.name, []).append(field)
        return {name: self._group(group, form) for name, group in groups.items()}

    def _button(self, form: Form) -> Button:
        skip = [button for button in form.buttons if button.words.startswith("Skip this") or "these" in button.words]
        onwards = [button for button in form.buttons if not LEAVING.match(button.words)]
        wanted = [button for button in form.buttons if button.words in self._words]
        if wanted:
            return wanted[0]
        if any(button.name == "go" for button in skip) and self._random.random() < self._skipping:
            return skip[0]
        return onwards[0]

    def _group(self, group: list[Field], form: Form) -> tuple[str, ...]:
        match group[0].kind:
            case "radio":
                return (self._choice(group).value,)
            case "checkbox":
                return tuple(field.value for field in self._ticks(group, form))
            case _:
                return (self._text(group[0]),)

    def _choice(self, group: list[Field]) -> Field:
        wanted = [field for field in group if field.label in self._words]
        return self._random.choice(wanted or [field for field in group if field.label not in self._never])

    def _ticks(self, group: list[Field], form: Form) -> list[Field]:
        wanted = [field for field in group if field.label in self._words]
        if wanted:
            return wanted
        alone = [field for field in group if field.after_or]
        if alone and self._random.random() < 0.1:
            return [self._random.choice(alone)]
        others = [field for field in group if not field.after_or]
        most = min(_limit(form), len(others))
        chosen = self._random.sample(others, self._random.randint(1, most))
        return [field for field in group if field in chosen]

    def _text(self, field: Field) -> str:
        """Words that are nobody else's, with what often goes wrong on the way to a table."""
        if field.numeric:
            return str(self._random.randint(1, 5))
        return f"canary {self._seed} {field.name}: £5 & \"more\", 'less' <b></b>\n{URDU}; =1+1"


def _limit(form: Form) -> int:
    found = LIMIT.search(form.words)
    return 1_000 if found is None else NUMBERS.get(found[1]) or int(found[1])


def differences(typed: Mapping[str, tuple[str, ...]], stored: Mapping[str, object]) -> list[str]:
    """Where what was typed and what is stored part; empty when every answer is there and nothing else is.

    Text beside another answer than "other" is stored as a comment. A box under "other" that was not ticked ticks it.
    """
    told = []
    for name, values in typed.items():
        comment = name.replace("-detail", "-comment")
        found = stored.get(name, stored.get(comment))
        if _as_sent(found) != _as_sent(values) and not _ticked_by_its_box(name, values, typed, found):
            told.append(f"{name}: {values!r} was sent, {found!r} is stored")
    known = {*typed, *(name.replace("-detail", "-comment") for name in typed)}
    told += [
        f"{name}: {value!r} is stored and was not sent"
        for name, value in stored.items()
        if value is not None and name not in known and not name.endswith("-order")
    ]
    return told


def _as_sent(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return sorted(" ".join(str(each).split()) for each in values)


def _ticked_by_its_box(name: str, values: tuple[str, ...], typed: Mapping[str, tuple[str, ...]], found: object) -> bool:
    extra = set(_as_sent(found)) - set(values)
    return f"{name}-detail" in typed and extra == {"other"} and set(values) < set(_as_sent(found))
