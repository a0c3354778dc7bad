"""Proving again who one is: before what must not be done at a computer that somebody left signed in."""

from urllib.parse import quote, unquote, urlsplit

from survey_app.team.viewer import Viewer

LATELY = 15 * 60
"""Seconds after signing in, or proving it again, in which nobody is asked."""

HOME = "/team"

PROVE = "/team/prove"

NOT_BACK_TO = ("/team/sign-in", "/team/sign-out", PROVE, "/team/kept")
"""Where nobody wants to be led once signed in."""


class NotProved(Exception):
    """The viewer proved too long ago who they are; `page` is where to lead them when they have done so again."""

    def __init__(self, page: str) -> None:
        super().__init__("asked to prove again")
        self.page = page


def proved_lately(viewer: Viewer, now: int) -> bool:
    """Whether the viewer signed in, or proved it again, in the last 15 minutes: each of them begins a session anew."""
    return now - viewer.session.begun_at < LATELY


def ask_to_prove(viewer: Viewer, now: int, page: str) -> None:
    """Let pass who proved it lately; for a handler's first line.

    `page` is where to lead the others once they have: the page with the file's link, as a download leaves the page as
    it is. Raises NotProved.
    """
    if not proved_lately(viewer, now):
        raise NotProved(page)


def safe_next(wanted: str) -> str:
    """Where to go on after signing in, if it is a page of the team's, else the first of them.

    Whatever a browser could take for another host is none: a second slash, a backslash, a control character.
    """
    try:
        parts = urlsplit(wanted)
    except ValueError:  # such as a bracket that is not closed
        return HOME
    within = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted and "//" not in parts.path
    if not (within and plain and wanted.startswith("/") and not parts.scheme and not parts.netloc):
        return HOME
    dots = {".", ".."} & set(unquote(parts.path).split("/"))  # browsers take %2e for a dot
    return HOME if dots or parts.path.startswith(NOT_BACK_TO) else wanted


def with_next(address: str, wanted: str) -> str:
    """An address that leads on to another page of the team's."""
    going_on = safe_next(wanted)
    return address if going_on == HOME else f"{address}?next={quote(going_on, safe='/')}"
