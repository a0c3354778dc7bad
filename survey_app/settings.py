"""Settings from the environment, and the server's secret keys from a file outside the database."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

PUBLIC_KEY = re.compile("[0-9a-f]{64}")


class Settings(Struct, frozen=True, kw_only=True):
    """How this installation runs. Each field is set by `SOUNDINGS_` and its name in capitals."""

    database: str = "sqlite:///var/soundings.db"
    """`sqlite:///PATH` or `postgresql://…`."""
    public_url: str = "http://127.0.0.1:8000"
    """The address that people use; the host of every request must be its host."""
    organisation: Path = Path("questionnaires/organisation.toml")
    keys: Path = Path("var/keys")
    """The file of the server's secret keys, made when missing."""
    areas: Path = Path("var/areas")
    """The file of the table of postcodes, made by `survey areas load`."""
    margins: Path = Path("margins")
    """The folder of what weighted figures are to match, one file for each survey."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses whose `X-Forwarded-For` is believed."""
    draft_wordings: bool = False
    """Whether everybody is offered languages and Easy Read whose words nobody has reviewed, as in a trial."""
    contact_key: str = ""
    """The public key, 64 hexadecimal digits, to which contact details are sealed; without one none are asked for."""

    @property
    def secure(self) -> bool:
        """Whether the public address is https: then cookies are `__Host-` and HSTS is sent."""
        return self.public_url.startswith("https://")


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises ValueError naming the variable when one is unknown or not of its type.
    """
    chosen: dict[str, object] = {}
    for variable, value in environment.items():
        if not variable.startswith("SOUNDINGS_"):
            continue
        name = variable.removeprefix("SOUNDINGS_").lower()
        match name:
            case "database" | "public_url":
                chosen[name] = value.rstrip("/")
            case "organisation" | "keys" | "areas" | "margins":
                chosen[name] = Path(value)
            case "trusted_proxies":
                chosen[name] = tuple(part.strip() for part in value.split(",") if part.strip())
            case "draft_wordings":
                chosen[name] = _yes_or_no(variable, value)
            case "contact_key":
                chosen[name] = _public_key(value)
            case _:
                known = ", ".join(f"SOUNDINGS_{field.upper()}" for field in Settings.__struct_fields__)
                raise ValueError(f"{variable} is not a setting. Use one of {known}.")
    return Settings(**chosen)  # type: ignore[arg-type]  # each value was made for its field above


def _yes_or_no(variable: str, value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError(f"{variable} is {value!r}. Write yes or no.")
    return value == "yes"


def _public_key(value: str) -> str:
    """A public key as it was set, or none. Raises ValueError where it is not one."""
    if value and not PUBLIC_KEY.fullmatch(value):
        raise ValueError("SOUNDINGS_CONTACT_KEY is not a key. Make a pair with `survey contacts make-key`.")
    return value


class Keys(Struct, frozen=True):
    """Secret keys derived from one secret, one for each purpose, so that none can stand in for another."""

    secret: bytes

    def mac(self, purpose: str, *parts: bytes) -> bytes:
        """The 32-byte HMAC-SHA256 of parts under the key for a purpose. Parts are length-prefixed."""
        key = _derived(self.secret, purpose)
        message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(key, message, hashlib.sha256)


@lru_cache(maxsize=32)  # one for each purpose: they are in the code
def _derived(secret: bytes, purpose: str) -> bytes:
    return hmac.digest(secret, purpose.encode(), hashlib.sha256)


def read_keys(path: Path) -> Keys:
    """Read the server's keys, making the file, readable by its owner only, when there is none.

    Raises ValueError when the file does not hold 64 hexadecimal digits.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
    if path.is_dir():
        raise ValueError(f"{path} is a folder. SOUNDINGS_KEYS names the file that holds the key.")
    text = path.read_text().strip()
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise ValueError(f"{path} does not hold a key. Restore it from the backup: without it codes cannot be checked.")
    return Keys(secret)
