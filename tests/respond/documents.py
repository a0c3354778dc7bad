"""A page as software reads it that knows HTML and nothing of questionnaires: elements, words, forms."""

from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

BOXES = {
    "": "text",
    "text": "text",
    "date": "text",
    "email": "text",
    "tel": "text",
    "radio": "radio",
    "checkbox": "checkbox",
    "hidden": "hidden",
}
"""The kinds of input that a page may have, by their type."""


class Element(Struct, eq=False):
    """One element of a page, in the order of the document."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"]

    def every(self, *tags: str) -> Iterator["Element"]:
        """The elements within with one of these tags, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.every(*tags)

    def first(self, *tags: str) -> "Element | None":
        """The first of them, None when there is none."""
        return next(self.every(*tags), None)

    def raw(self) -> str:
        """Its text as it stands."""
        return "".join(child if isinstance(child, str) else child.raw() for child in self.children)

    def words(self) -> str:
        """Its text as a reader sees it, without line breaks."""
        return " ".join(self.raw().split())


class Field(Struct, frozen=True, kw_only=True):
    """One thing in a form that may be filled: a radio or a checkbox each alone, a box to type in, a hidden value."""

    kind: str
    name: str
    value: str
    checked: bool
    label: str
    question: str
    """The words of the outermost group that it stands in, else its label."""
    after_or: bool
    """It stands below the word "or": it excludes the others."""
    numeric: bool


class Button(Struct, frozen=True):
    """A button that sends a form."""

    name: str
    value: str
    words: str


class Form(Struct, frozen=True, kw_only=True):
    """A form, its fields and buttons in the order of the page."""

    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]
    words: str

    def button(self, words: str) -> Button:
        """The first button with these words. Raises LookupError naming those that are there."""
        for button in self.buttons:
            if button.words == words:
                return button
        raise LookupError(f"there is no button {words!r} among {[button.words for button in self.buttons]}")

    def values(self) -> dict[str, tuple[str, ...]]:
        """What the form sends as it stands, by name: what is hidden, typed, chosen."""
        sent: dict[str, tuple[str, ...]] = {}
        for field in self.fields:
            if field.kind in {"text", "hidden", "select"} or field.checked:
                sent[field.name] = (*sent.get(field.name, ()), field.value)
        return sent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {}, [])
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parsed(html: str) -> Element:
    """The page as a tree. Asserts that every end tag closes the element last opened.

    Line ends become one character, as the HTML standard has it (13.2.3.5, preprocessing the input stream).
    """
    builder = _Builder()
    builder.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    builder.close()
    return builder.top


def forms(page: Element) -> tuple[Form, ...]:
    """The forms of a page."""
    return tuple(_form(page, form) for form in page.every("form"))


def by_id(page: Element, wanted: str) -> Element | None:
    """The one element with an id, None when there is none."""
    found = [each for each in _everything(page) if each.attributes.get("id") == wanted]
    assert len(found) <= 1, f"{len(found)} elements have the id {wanted}"
    return found[0] if found else None


def _everything(page: Element) -> Iterator[Element]:
    for child in page.children:
        if isinstance(child, Element):
            yield child
            yield from _everything(child)


def _form(page: Element, form: Element) -> Form:
    return Form(
        action=form.attributes.get("action", ""),
        method=form.attributes.get("method", "get"),
        fields=tuple(_fields(page, form)),
        buttons=tuple(
            Button(each.attributes.get("name", ""), each.attributes.get("value", ""), each.words())
            for each in form.every("button")
        ),
        words=form.words(),
    )


class _Place(Struct):
    """Where a walk through a form stands."""

    question: str = ""
    label: Element | None = None
    after_or: bool = False


def _fields(page: Element, form: Element) -> Iterator[Field]:
    labels = {each.attributes["for"]: each for each in page.every("label") if "for" in each.attributes}
    yield from _fields_in(form, _Place(), labels)


def _fields_in(element: Element, place: _Place, labels: dict[str, Element]) -> Iterator[Field]:
    for child in element.children:
        if isinstance(child, str):
            continue
        if child.tag in {"input", "select", "textarea"}:
            yield _field(child, place, labels)
        elif child.tag == "fieldset" and not place.question:
            legend = child.first("legend")
            yield from _fields_in(child, _Place(question=legend.words() if legend else ""), labels)
        elif child.tag == "label":
            yield from _fields_in(child, _Place(place.question, child, place.after_or), labels)
        elif child.tag == "p" and child.attributes.get("class") == "or":
            place.after_or = True
        else:
            yield from _fields_in(child, place, labels)


def _field(element: Element, place: _Place, labels: dict[str, Element]) -> Field:
    attributes = element.attributes
    label = place.label or labels.get(attributes.get("id", ""))
    words = " ".join(child.strip() for child in label.children if isinstance(child, str)).strip() if label else ""
    typed = element.raw().removeprefix("\n") if element.tag == "textarea" else attributes.get("value", "")
    kind = "text" if element.tag == "textarea" else BOXES[attributes.get("type", "")]
    if element.tag == "select":
        offered = [*element.every("option")]
        chosen = next((each for each in offered if "selected" in each.attributes), offered[0])
        kind, typed = "select", chosen.attributes.get("value", chosen.words())
    return Field(
        kind=kind,
        name=attributes["name"],
        value=typed,
        checked="checked" in attributes,
        label=words,
        question=place.question or words,
        after_or=place.after_or,
        numeric=attributes.get("inputmode") in {"numeric", "decimal"},
    )
