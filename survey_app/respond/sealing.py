"""Sealing contact details to a public key (libsodium's sealed box), so that only its private half can open them.

Not even who sealed can open: each box has a key of its own that is thrown away (X25519 and XSalsa20-Poly1305).
"""

from typing import Final

import msgspec
from msgspec import Struct
from nacl.bindings.crypto_box import crypto_box_keypair, crypto_box_seal, crypto_box_seal_open
from nacl.bindings.crypto_scalarmult import crypto_scalarmult_base
from nacl.exceptions import CryptoError

BLOCK: Final = 512
"""Bytes to a multiple of which details are filled up, so that a box's length does not tell how long an address is."""


class Contact(Struct, frozen=True, kw_only=True):
    """How somebody may be reached, and for what (codes of purposes)."""

    purposes: tuple[str, ...]
    email: str = ""
    phone: str = ""


class KeyPair(Struct, frozen=True):
    """Both halves, each 64 hexadecimal digits."""

    public: str
    private: str


def make_pair() -> KeyPair:
    """A new pair of keys."""
    public, private = crypto_box_keypair()
    return KeyPair(public.hex(), private.hex())


def seal_contact(public_key: str, contact: Contact) -> bytes:
    """A box with somebody's details that opens by the private key alone. Raises CryptoError for what is no key."""
    details = msgspec.json.encode(contact)
    return crypto_box_seal(details.ljust(-(-len(details) // BLOCK) * BLOCK), bytes.fromhex(public_key))


def open_contact(private_key: str, sealed: bytes) -> Contact:
    """The details in a box. Raises ValueError where the key is not its own, or it was changed."""
    try:
        private = bytes.fromhex(private_key)
        details = crypto_box_seal_open(sealed, crypto_scalarmult_base(private), private)
    except (CryptoError, ValueError):
        raise ValueError("This key does not open these contact details. Use the private key of that time.") from None
    return msgspec.json.decode(details, type=Contact)
