"""What a browser would send of a page's forms, and what a person reads of a page."""

import re
from html import unescape
from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects each form's action and its hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "form":
            self.found.append((known.get("action") or "", {}))
        if tag == "input" and known.get("type") == "hidden" and self.found:
            self.found[-1][1].setdefault(known.get("name") or "", []).append(known.get("value") or "")


def hidden_fields(page: str, action: str) -> Fields:
    """The hidden fields of the first form with that action."""
    forms = _Forms()
    forms.feed(page)
    return next(fields for where, fields in forms.found if where == action)


def words(page: str) -> str:
    """The text of a page's main part in one line."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main.partition(">")[2])).split())
