"""What happened: the audit log for who runs the service, the newest first."""

from litestar import get
from litestar.di import NamedDependency

from survey_app.team.happenings import PAGE, Happening, happenings
from survey_app.team.layout import TeamPage
from survey_app.team.pages_members import MANAGERS, MEMBERS
from survey_app.team.viewer import Viewer
from survey_app.web.forms import parse_form
from survey_app.web.replies import Reply, page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


class LogPage(TeamPage, frozen=True, kw_only=True):
    """Some entries, and where the older ones are: 0 where there are none."""

    current: str = MEMBERS
    happenings: tuple[Happening, ...]
    older: int


@get("/audit", opt=MANAGERS)
async def show_log(request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """The newest entries, or those before the one that the address names."""
    before = _number(parse_form(request.scope["query_string"]).one("before"))
    found = await service.database.read(happenings, before)
    older = found[-1].sequence if len(found) == PAGE and found[-1].sequence > 1 else 0
    title = "What happened" if before is None else f"What happened before entry {before}"
    shown = LogPage(title=title, viewer=viewer, happenings=found, older=older)
    return page(request, render("team/audit.html", shown))


def _number(typed: str) -> int | None:
    """A place in the log; anything else is its end."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None
