"""The headers that keep people safe, on every response (OWASP ASVS 5.0, 3.4), and no more bytes than that."""

from litestar.types import HTTPScope, Message, Receive, Send

from survey_app.web.scopes import Headers, HTTPApp, is_team

RESIDENT_POLICY = "default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"
"""No script, picture, font or connection: each falls back to `default-src`. The last three do not, so they stay."""

SENDING_POLICY = f"script-src 'self';{RESIDENT_POLICY}"
"""The same for the pages of somebody's own device that hold what they typed: one small script keeps it there while
there is no signal."""

TEAM_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

NO_STORE = (b"cache-control", b"no-store")

BODYLESS = (
    (b"server", b"-"),  # the server would name itself: that helps nobody, and is six bytes a reply
    (b"x-content-type-options", b"nosniff"),
    # not no-referrer: with it Chromium sends `Origin: null` on our own forms, which the same-origin check refuses
    (b"referrer-policy", b"same-origin"),
)
"""What a redirection without a body carries: the rest is about a page, and there is none."""

PAGE = (
    *BODYLESS,
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(),microphone=(),geolocation=(),browsing-topics=()"),
)

FILE = (
    (b"server", b"-"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""What a static file carries: the rest is about documents, and Easy Read loads 36 pictures of 0.3 KB."""

STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")


def inline_style_policy(style_hash: str) -> str:
    """The residents' policy for a page whose style is inside it, given its hash as `Assets.style_hash` has it."""
    return RESIDENT_POLICY.replace("style-src 'self'", f"style-src 'self' {style_hash}")


def with_pictures(policy: str) -> str:
    """A residents' policy for a page that shows pictures of ours."""
    return f"img-src 'self';{policy}"


def dressed(
    headers: Headers, status: int, *, team: bool, secure: bool, file: bool = False
) -> list[tuple[bytes, bytes]]:
    """A response's headers with ours added. A handler's own Content-Security-Policy and Cache-Control are kept.

    What sets a cookie is for one person, so it is never left in a cache that others share. `secure` is whether the
    public address is https: over plain http browsers ignore Strict-Transport-Security, or lock themselves out later.
    """
    bodyless = status == 303
    kept = [pair for pair in headers if not (bodyless and pair[0] == b"content-type")]
    names = {name for name, _ in kept}
    if b"cache-control" not in names:
        kept.append(NO_STORE)
    elif b"set-cookie" in names:
        kept = [NO_STORE if _shared(pair) else pair for pair in kept]
    ours = BODYLESS if bodyless else FILE if file else PAGE
    kept += [pair for pair in ours if pair[0] not in names]
    if not bodyless and b"content-security-policy" not in names:
        kept.append((b"content-security-policy", (TEAM_POLICY if team else RESIDENT_POLICY).encode()))
    if secure:
        kept.append(STRICT_TRANSPORT)
    return kept


def with_headers(app: HTTPApp, *, secure: bool) -> HTTPApp:
    """The same application, each of whose responses has the headers."""

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        team, static = is_team(scope["path"]), scope["path"].startswith("/static/")

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = message["status"]  # a file that is not there is answered with a page
                file = static and status == 200
                message["headers"] = dressed(message["headers"], status, team=team, secure=secure, file=file)
            await send(message)

        await app(scope, receive, send_dressed)

    return answer


def _shared(header: tuple[bytes, bytes]) -> bool:
    return header[0] == b"cache-control" and header[1].startswith(b"public")
