"""Pages cut where a person's own answers go: rendered once for each shape, then only spliced."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.typed_fields import Fields
from survey_app.respond.tokens import SHARED_MARK
from survey_app.web.coding import Ready, ready
from survey_app.web.patching import Patched, patched

CACHE_BYTES = 16_000_000
"""What all cut pages may take together: about 5,000 pages of four surveys in every shape and wording."""

BETWEEN = re.compile(r">\n+<")

_CUT = "\x02"
_PART = "\x03"


class Fragment(Struct, frozen=True):
    """A page's constant pieces, and between each two what goes there."""

    pieces: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    names: frozenset[str]
    """The fields whose answers go into it."""
    untouched: Patched | None
    """The page of somebody who typed nothing in it, compressed; None where more than the draft's mark differs."""
    size: int


def checked(name: str, code: str) -> Markup:
    """Where ` checked` goes when this code was chosen for this field."""
    return Markup(f"{_CUT}c{_PART}{name}{_PART}{code}{_CUT}")  # noqa: S704  # names and codes are checked patterns


def selected(name: str, code: str) -> Markup:
    """Where ` selected` goes when this code was chosen for this field."""
    return Markup(f"{_CUT}s{_PART}{name}{_PART}{code}{_CUT}")  # noqa: S704  # names and codes are checked patterns


def text(name: str) -> Markup:
    """Where the text typed in this field goes, escaped."""
    return Markup(f"{_CUT}t{_PART}{name}{_CUT}")  # noqa: S704  # field names are checked patterns


def where(name: str, code: str, html: str) -> Markup:
    """Where a piece of the page goes, itself HTML, when this code was chosen for this field."""
    return Markup(f"{_CUT}w{_PART}{name}{_PART}{code}{_PART}{escape(html)}{_CUT}")  # noqa: S704  # it is escaped


def value(name: str) -> Markup:
    """Where one of the person's own values goes, escaped: the draft's mark, the time of clearing."""
    return Markup(f"{_CUT}v{_PART}{name}{_CUT}")  # noqa: S704  # the names are ours


def lean(html: str) -> str:
    """The same page without the line ends between its elements: 10 bytes a page, compressed."""
    return BETWEEN.sub("><", html)


def cut(html: str) -> Fragment:
    """Cut a rendered page at its slots."""
    parts = html.split(_CUT)
    slots = tuple(tuple(slot.split(_PART)) for slot in parts[1::2])
    names = frozenset(slot[1] for slot in slots if slot[0] != "v")
    return Fragment(tuple(parts[::2]), slots, names, None, 0)


def splice(fragment: Fragment, fields: Fields, values: dict[str, str]) -> str:
    """The page with this person's answers and values in it. The one place where typed text is escaped."""
    out = [fragment.pieces[0]]
    for slot, piece in zip(fragment.slots, fragment.pieces[1:], strict=True):
        match slot:
            case ("c", name, code):
                if code in fields.get(name, ()):
                    out.append(" checked")
            case ("s", name, code):
                if code in fields.get(name, ()):
                    out.append(" selected")
            case ("w", name, code, html):
                if code in fields.get(name, ())[:1]:
                    out.append(html)
            case ("t", name):
                typed = fields.get(name)
                if typed:
                    out.append(escape(typed[0]))
            case ("v", name):
                out.append(escape(values[name]))
        out.append(piece)
    return "".join(out)


class Fragments:
    """The cut pages of this process, least used out first when they take too much memory."""

    def __init__(self, most: int = CACHE_BYTES) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, Fragment] = OrderedDict()

    def get(self, key: Hashable, render: Callable[[], str]) -> Fragment:
        """The cut page under a key, rendered when it is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = _compressed(cut(lean(render())))
        self._size += made.size
        while self._size > self._most and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].size
        return made


def _compressed(fragment: Fragment) -> Fragment:
    """The same with its untouched page, which is what most people are sent: each page is met blank first."""
    marks = [place for place, slot in enumerate(fragment.slots) if slot == ("v", "mark")]
    others = any(slot[0] == "v" and slot[1] != "mark" for slot in fragment.slots)
    size = sum(map(len, fragment.pieces)) + 100 * len(fragment.slots)
    if len(marks) != 1 or others:
        return replace(fragment, size=size)
    before, after = fragment.pieces[: marks[0] + 1], fragment.pieces[marks[0] + 1 :]
    untouched = patched("".join(before).encode(), "".join(after).encode())
    return replace(fragment, untouched=untouched, size=3 * size)


class ClearingPages:
    """Untouched pages of shared computers, compressed once for the minute at which they clear, the oldest out first.

    Brotli 11 makes them an eighth smaller than 5, which is 5 KB of the residents' survey, and takes 2 ms. So it is done
    once a page and minute, whoever opens the page in it; only the draft's mark differs between them.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Patched | None] = OrderedDict()

    def get(self, key: Hashable, fragment: Fragment, clears: str) -> Patched | None:
        """The page without its mark, which ends in `h` here; None where it cannot be compressed so."""
        place = (key, clears)
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        before, _, after = splice(fragment, {}, {"mark": _CUT, "clears": clears}).partition(_CUT)
        made = self._kept[place] = patched(before.encode(), f"{SHARED_MARK}{after}".encode())
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made


class ReadyPages:
    """Whole pages that are the same for everybody, compressed once, the least used out first."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Ready] = OrderedDict()

    def get(self, key: Hashable, render: Callable[[], str]) -> Ready:
        """The page under a key, rendered and compressed when it is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = ready(render())
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made
