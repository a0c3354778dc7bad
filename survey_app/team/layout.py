"""What the layout of every page of the team's needs."""

from msgspec import Struct

from survey_app.team.viewer import Viewer


class MenuEntry(Struct, frozen=True):
    """One place that the menu leads to."""

    name: str
    address: str


MENU = (MenuEntry("Surveys", "/team"), MenuEntry("Your account", "/team/account"))
"""Where there is something to go to; each room is added when it is built (interaction contract, 29)."""


class TeamPage(Struct, frozen=True, kw_only=True):
    """A page of the team's. Each page adds its own fields; templates know it as `page`.

    `viewer` is None where nobody is signed in; `current` is the address of the menu entry that the page is under.
    """

    title: str
    viewer: Viewer | None = None
    current: str = ""

    @property
    def menu(self) -> tuple[MenuEntry, ...]:
        """Where the menu leads: nowhere while nobody is signed in."""
        return MENU if self.viewer is not None else ()

    @property
    def form_token(self) -> str:
        """What the hidden field `form_token` of every form must hold."""
        return self.viewer.form_token if self.viewer is not None else ""
