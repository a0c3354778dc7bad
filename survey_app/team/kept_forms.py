"""A form that was sent after its session ended: kept in the page itself, under our signature, until it is sent again.

The service stores nothing of it: whoever is signed out could else fill the database, and what they typed would lie
there. Only the member whose form it was is given it back, and only a button of theirs sends it.
"""

import base64
import binascii
import zlib
from typing import TypeAlias

import msgspec
from msgspec import Struct

from survey_app.settings import Keys
from survey_app.team.sessions import form_token, same_token
from survey_app.web.forms import Form

MOST_CHARACTERS = 44 * 1024
"""Of a kept form: with the rest of the page it comes back in one body of 64 KiB."""

KEPT_SECONDS = 24 * 60 * 60

NEVER_KEPT = ("form_token", "kept")


Fields: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values, a name for each of its values."""


class Kept(Struct, frozen=True):
    """What was sent where: fields in the order of the page. `session` and `token` tell whose form it was."""

    path: str
    fields: Fields
    session: bytes
    token: str
    until: int


def kept_form(keys: Keys, path: str, form: Form, session: bytes, now: int) -> str:
    """The text that a hidden field holds, or an empty one where it is too much or holds a password.

    `session` is the hash of the session's id that came with the form, ended or not.
    """
    fields, token = kept_fields(form), form.one("form_token")
    if fields is None or not token:
        return ""
    kept = Kept(path, fields, session, token, now + KEPT_SECONDS)
    body = zlib.compress(msgspec.json.encode(kept), 6)
    text = base64.urlsafe_b64encode(keys.mac("kept form", body) + body).decode()
    return text if len(text) <= MOST_CHARACTERS else ""


def kept_fields(form: Form) -> Fields | None:
    """What may be sent again of a form: all but its token, and none of it where it holds a password."""
    if any("password" in name for name in form.fields):
        return None
    return tuple((name, value) for name, values in form.fields.items() for value in values if name not in NEVER_KEPT)


def opened(keys: Keys, text: str, now: int) -> Kept | None:
    """What a hidden field holds, None where it is not ours or older than a day."""
    try:
        whole = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    signature, body = whole[:32], whole[32:]
    if not same_token(keys.mac("kept form", body).hex(), signature.hex()):
        return None
    kept = msgspec.json.decode(zlib.decompress(body), type=Kept)
    return kept if kept.until > now else None


def belongs_to(keys: Keys, kept: Kept, member_id: int) -> bool:
    """Whether the form was made for a session of this member, so that nobody is given another's words."""
    return same_token(form_token(keys, kept.session, member_id), kept.token)
