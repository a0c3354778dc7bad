"""What a page's form sent, read strictly and kept nowhere but in what is returned."""

import re
from urllib.parse import parse_qsl

from msgspec import Struct

from survey_app.questionnaire.phrases import Said, phrase
from survey_app.web.scopes import AnyRequest, first_header

BODY = "soundings.body"
"""Where in the state of a request the guard leaves the body that it has read: Litestar takes 20 µs to find it."""

FORM_TYPE = "application/x-www-form-urlencoded"

BODY_BYTES = 64 * 1024
"""The largest body: ONS took the census with the same limit."""

FIELDS = 400
"""The most fields of one form: the longest page has a tenth of that."""

BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class BadForm(Exception):
    """What came is not a form of ours; `words` tell the person what to do, `status` is the HTTP status."""

    def __init__(self, words: Said, status: int = 400) -> None:
        super().__init__(f"a form was refused with {status}")  # words of ours only: this may be logged
        self.words = words
        self.status = status


class Form(Struct, frozen=True):
    """Fields by name, each with every value that was sent for it, in the order of the page."""

    fields: dict[str, tuple[str, ...]] = {}

    def one(self, name: str) -> str:
        """The value of a field that a page has once, empty when it was not sent.

        Raises BadForm when it was sent twice: no page of ours does, and readers could disagree on which counts.
        """
        values = self.fields.get(name, ())
        if len(values) > 1:
            raise BadForm(phrase("Part of the page was sent twice. Press Back, load the page again and send it again."))
        return values[0] if values else ""

    def __repr__(self) -> str:
        """Never what was typed: this may end in a log."""
        return "<form>"


def parse_form(body: bytes, content_type: str = FORM_TYPE) -> Form:
    """Read an `application/x-www-form-urlencoded` body of at most 64 KiB and 400 fields.

    Escapes must be whole, text must be UTF-8 and without NUL, which PostgreSQL cannot store. Line ends stay as they
    were sent. Raises BadForm.
    """
    _check_type(content_type, body)
    if len(body) > BODY_BYTES or body.count(b"&") >= FIELDS:
        raise BadForm(phrase("The page sent more than it can hold. Press Back and shorten your answers."), 413)
    if BROKEN_ESCAPE.search(body):
        raise _unreadable()
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        # the error holds the bytes that were typed, so nothing may carry it further
        raise _unreadable() from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            raise _unreadable()
        fields.setdefault(name, []).append(value)
    return Form({name: tuple(values) for name, values in fields.items()})


async def read_form(request: AnyRequest) -> Form:
    """Read the form that a request carries; the guard has read its body already.

    Raises BadForm.
    """
    content_type = first_header(request.scope["headers"], b"content-type")
    body = request.scope["state"].get(BODY)
    return parse_form(body if isinstance(body, bytes) else await request.body(), content_type.decode("latin-1"))


def _check_type(content_type: str, body: bytes) -> None:
    kind, _, rest = content_type.partition(";")
    name, _, charset = rest.partition("=")
    known = kind.strip().lower() == FORM_TYPE and (
        not rest.strip() or (name.strip().lower() == "charset" and charset.strip(' "').lower() in {"utf-8", "utf8"})
    )
    if not known and (body or content_type):
        raise BadForm(phrase("Only the forms on our own pages can be sent here. Open the page and send its form."), 415)


def _unreadable() -> BadForm:
    return BadForm(
        phrase("We could not read what your browser sent. Press Back, load the page again and send it again.")
    )
