"""Reading and writing cookies. The framework's parser is not used: it keeps cookies in a cache in memory."""

from litestar.datastructures import Cookie

from survey_app.web.scopes import Headers, every_header


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
