"""The secret token of one draft, what is derived from it, and the cookie that carries it."""

import base64
import binascii
import secrets

from msgspec import Struct

from survey_app.settings import Keys

TOKEN_BYTES = 16
MARK_LENGTH = 6

SHARED_MARK = "h"
"""What follows the draft mark in the forms of a shared computer."""


class Held(Struct, frozen=True, kw_only=True):
    """What a survey's cookie says. Where it says more than a token, it is signed."""

    token: bytes
    shared: bool = False
    """On a shared computer."""
    deadline: int | None = None
    """UTC seconds after which this cookie counts for nothing."""
    sent: bool = False
    """The answers were sent: what is left is the thank-you page."""
    receipt: bool = False
    """A receipt code was asked for."""


def new_token() -> bytes:
    """A token that nobody can guess: 128 random bits."""
    return secrets.token_bytes(TOKEN_BYTES)


def draft_key(keys: Keys, token: bytes) -> bytes:
    """Under which the draft is stored. The token itself is never stored."""
    return keys.mac("draft", token)


def draft_mark(keys: Keys, token: bytes) -> str:
    """The short public mark that each form carries, so that a stale tab is told apart. It opens nothing."""
    return base64.b32encode(keys.mac("mark", token)[:5]).decode().lower()[:MARK_LENGTH]


def receipt_code(keys: Keys, token: bytes) -> str:
    """The receipt code: 15 digits, the last a check digit. The same token gives the same code, so sending twice
    finds the first."""
    number = int.from_bytes(keys.mac("receipt", token)[:8], "big") % 10**13
    digits = f"7{number:013d}"
    return digits + check_digit(digits)


def resume_code(keys: Keys, token: bytes) -> str:
    """The code by which a draft is found again: 12 digits, the first telling its kind, the last a check digit. The
    same token gives the same code, so it can be shown again while the cookie lives."""
    number = int.from_bytes(keys.mac("resume", token)[:8], "big") % 10**10
    digits = f"4{number:010d}"
    return digits + check_digit(digits)


def resume_hash(keys: Keys, code: str) -> bytes:
    """Under which a resume code is stored: an HMAC under a key outside the database, because 10 digits can be tried."""
    return keys.mac("resume-hash", code.encode())


def sealed_by_code(keys: Keys, code: str, token: bytes) -> bytes:
    """A token sealed by its code and a key outside the database, and a sealed one opened by them: it is its own
    reverse. With it the draft of somebody who types the code opens on another device under the same key."""
    pad = keys.mac("resume-seal", code.encode())[:TOKEN_BYTES]
    return bytes(each ^ other for each, other in zip(token, pad, strict=True))


def receipt_hash(keys: Keys, code: str) -> bytes:
    """Under which a receipt is stored: an HMAC under a key outside the database, because 13 digits can be tried."""
    return keys.mac("receipt-hash", code.encode())


def own_receipt(keys: Keys, token: bytes) -> bytes:
    """Under which the receipt of this draft's answers is stored once they are sent."""
    return receipt_hash(keys, receipt_code(keys, token))


def contact_id(keys: Keys, token: bytes) -> int:
    """Under which contact details left after sending are stored: 63 bits. The token is kept nowhere, so that nothing
    in the database leads from them to the response; the same token gives the same, so a double click stores once."""
    return int.from_bytes(keys.mac("contact", token)[:8], "big") >> 1


def check_digit(digits: str) -> str:
    """The Luhn check digit (ISO/IEC 7812-1, annex B): it catches one wrong digit and most swaps of neighbours."""
    turned = [int(each) for each in reversed(digits)]
    return str(-(sum(turned[1::2]) + sum([2 * each - 9 * (each > 4) for each in turned[::2]])) % 10)


def in_groups(code: str, size: int) -> str:
    """A code as it is shown and read out: `4829 1370 5264`."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def seal(keys: Keys, held: Held) -> str:
    """The cookie's value: the token alone on a person's own device, signed with what else it says otherwise."""
    token = base64.urlsafe_b64encode(held.token).decode().rstrip("=")
    flags = "".join(flag for flag, is_set in (("h", held.shared), ("s", held.sent), ("r", held.receipt)) if is_set)
    if not flags and held.deadline is None:
        return token
    said = f"{token}.{flags}.{'' if held.deadline is None else f'{held.deadline:x}'}"
    return f"{said}.{_signature(keys, said)}"


def unseal(keys: Keys, value: str, now: int) -> Held | None:
    """What a cookie says, or None when it was tampered with or its deadline is past."""
    token_text, *rest = value.split(".")
    try:
        token = base64.urlsafe_b64decode(token_text + "==")
    except (binascii.Error, ValueError):
        return None
    if len(token) != TOKEN_BYTES:
        return None
    if not rest:
        return Held(token=token)
    said, _, signature = value.rpartition(".")
    if len(rest) != 3 or not secrets.compare_digest(signature.encode(), _signature(keys, said).encode()):
        return None
    flags, deadline = rest[0], int(rest[1], 16) if rest[1] else None
    if deadline is not None and now >= deadline:
        return None
    return Held(token=token, deadline=deadline, shared="h" in flags, sent="s" in flags, receipt="r" in flags)


def _signature(keys: Keys, said: str) -> str:
    return base64.urlsafe_b64encode(keys.mac("cookie", said.encode())[:9]).decode()
