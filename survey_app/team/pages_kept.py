"""A form that was kept until its sender had signed in or proved who they are, with one button that sends it."""

from litestar import post
from litestar.di import NamedDependency

from survey_app.team.gate import session_cookie_name
from survey_app.team.kept_forms import Fields, belongs_to, opened
from survey_app.team.layout import TeamPage
from survey_app.team.viewer import Viewer, viewer_by_session
from survey_app.web.audience import Audience
from survey_app.web.cookies import read_cookie
from survey_app.web.forms import read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

SHOWN = 300
"""Characters of each value that the page repeats for the eye; all of it is sent."""


class SendAgainPage(TeamPage, frozen=True, kw_only=True):
    """What was sent where, to be sent again by a press."""

    address: str
    fields: Fields
    words: str

    @property
    def values(self) -> tuple[str, ...]:
        """What the person would know again."""
        return tuple(value[:SHOWN] for _, value in self.fields if value.strip())


@post("/kept", opt={"audience": Audience.PUBLIC}, status_code=200)
async def show_kept(request: AnyRequest, service: NamedDependency[Service]) -> Reply:
    """For who signed in by a link in another window: what this one kept. It stores nothing."""
    kept = (await read_form(request)).one("kept")
    session_id = read_cookie(request.scope["headers"], session_cookie_name(service))
    viewer = await service.database.read(viewer_by_session, service.keys, session_id, service.now())
    html = "" if viewer is None else kept_page(service, kept, viewer)
    return page(request, html) if html else see_other("/team")


def kept_page(service: Service, kept: str, viewer: Viewer) -> str:
    """The page with the button, or an empty text where nothing of this member's was kept."""
    found = opened(service.keys, kept, service.now())
    if found is None or not belongs_to(service.keys, found, viewer.member_id):
        return ""
    words = "You are signed in again. What you sent before that is not saved yet."
    asked = SendAgainPage(title="Send it again", viewer=viewer, address=found.path, fields=found.fields, words=words)
    return render("team/send_again.html", asked)
