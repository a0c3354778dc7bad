"""The one site that this service is: its public address, and what browsers make of it."""

from urllib.parse import urlsplit

from msgspec import Struct

PORTS = {"http": 80, "https": 443}


class Site(Struct, frozen=True):
    """A public address: as people use it, the Host that browsers send for it, and the Origin of its pages."""

    url: str
    host: str
    origin: str
    secure: bool


def site_of(public_url: str) -> Site:
    """The site of a public address.

    Raises ValueError when it is not http or https with a host and nothing after it.
    """
    parts = urlsplit(public_url)
    name = parts.hostname or ""
    if parts.scheme not in PORTS or not name or parts.username is not None or parts.path not in {"", "/"}:
        raise ValueError(f"SOUNDINGS_PUBLIC_URL is {public_url!r}. Set it like https://surveys.example.gov.uk.")
    literal = f"[{name}]" if ":" in name else name
    # browsers leave the scheme's own port out
    host = literal if parts.port in {None, PORTS[parts.scheme]} else f"{literal}:{parts.port}"
    origin = f"{parts.scheme}://{host}"
    return Site(f"{origin}/", host, origin, parts.scheme == "https")
