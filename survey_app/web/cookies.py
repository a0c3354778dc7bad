"""Reading and writing cookies. The framework's parser is not used: it keeps cookies in a cache in memory."""

from litestar.types import Scope


def cookie_name(name: str, *, secure: bool) -> str:
    """The full name: `__Host-` wherever the public address is https, so that no other host can plant it."""
    return f"__Host-{name}" if secure else name


def read_cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie of the request, or None."""
    prefix = name.encode() + b"="
    for header, value in scope["headers"]:
        if header == b"cookie":
            for part in value.split(b";"):
                if (stripped := part.strip()).startswith(prefix):
                    return stripped.removeprefix(prefix).decode("latin-1")
    return None


def set_cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """A Set-Cookie header's value; without seconds the cookie ends with the browser's session, with 0 at once."""
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}"
