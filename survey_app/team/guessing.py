"""Where a try at a password is counted: by account and network, or by a browser that signed in before."""

import hmac
import secrets
from ipaddress import ip_address, ip_network

from survey_app.settings import Keys
from survey_app.team.pacing import FROM_HERE, THE_ACCOUNT, THE_NETWORK
from survey_app.team.tries import Counted

BROWSER_SECONDS = 180 * 24 * 60 * 60
"""How long a browser stays known after signing in."""

MARK_BYTES = 16


def counted_at(keys: Keys, email: str, network: str, browser: str) -> tuple[Counted, ...]:
    """Where this try counts. `browser` is the cookie by which it says that this address signed in there before.

    Such a browser has a count of its own: while others guess at the account, even from the same network, its owner is
    not kept waiting for them (OWASP, device cookies). Everybody else is counted three times.
    """
    account, place = _account(email), network_of(network).encode("utf-8", "replace")
    if knows(keys, browser, email):
        return (Counted(keys.mac("wrong tries", b"browser", browser.encode()), FROM_HERE, own=True),)
    return (
        Counted(keys.mac("wrong tries", b"both", account, place), FROM_HERE, own=True),
        Counted(keys.mac("wrong tries", b"account", account), THE_ACCOUNT),
        Counted(keys.mac("wrong tries", b"network", place), THE_NETWORK),
    )


def known_browser(keys: Keys, email: str) -> str:
    """What the cookie holds of a browser in which this address has signed in. It signs nobody in."""
    mark = secrets.token_hex(MARK_BYTES)
    return f"{mark}{_signature(keys, mark, email)}"


def knows(keys: Keys, browser: str, email: str) -> bool:
    """Whether a cookie is one of ours for this address."""
    mark, signature = browser[: 2 * MARK_BYTES], browser[2 * MARK_BYTES :]
    return hmac.compare_digest(_signature(keys, mark, email).encode(), signature.encode("utf-8", "replace"))


def network_of(address: str) -> str:
    """The network that an address stands for: itself, and of IPv6 the 64 bits that one household or office has."""
    try:
        known = ip_address(address)
    except ValueError:  # a socket in the file system has no address
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ip_network((known, 64), strict=False))


def _signature(keys: Keys, mark: str, email: str) -> str:
    return keys.mac("known browser", mark.encode("utf-8", "replace"), _account(email)).hex()


def _account(email: str) -> bytes:
    return email.strip().lower().encode("utf-8", "replace")
