"""Reading and writing cookies. The framework's parser is not used: it keeps cookies in a cache in memory."""

import re

from litestar.datastructures import Cookie

from survey_app.web.scopes import Headers, every_header

_PLAIN = re.compile(r"[\w.=-]+", re.ASCII)


def cookie_name(name: str, *, secure: bool) -> str:
    """The full name: `__Host-` wherever the public address is https, so that no other host can plant it."""
    return f"__Host-{name}" if secure else name


def read_cookie(headers: Headers, name: str) -> str:
    """The value of a cookie of the request; empty when there is none."""
    prefix = name.encode() + b"="
    for header in every_header(headers, b"cookie"):
        for part in header.split(b";"):
            if (stripped := part.strip()).startswith(prefix):
                return stripped.removeprefix(prefix).decode("latin-1")
    return ""


def set_cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> Cookie:
    """A cookie to set; without seconds it ends with the browser's session, with 0 at once."""
    return Cookie(name, value=value, path="/", max_age=seconds, secure=secure, httponly=True, samesite="lax")


def cookie_header(cookie: Cookie) -> bytes:
    """A cookie of ours as its header has it; what the framework writes is the same and takes ten times as long.

    Raises ValueError for a name or value that would need quotes: ours never do.
    """
    name_and_value = f"{cookie.key}={cookie.value or ''}"
    if not _PLAIN.fullmatch(name_and_value):
        raise ValueError("A cookie's name and value are letters, digits, and - . _ =")
    parts = [name_and_value, "HttpOnly", *([] if cookie.max_age is None else [f"Max-Age={cookie.max_age}"])]
    return "; ".join((*parts, "Path=/", "SameSite=lax", *(["Secure"] if cookie.secure else []))).encode()
