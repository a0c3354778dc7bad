"""What the layout of every page of the team's needs."""

from msgspec import Struct

from survey_app.team.permissions import Permission, may_everywhere
from survey_app.team.viewer import Viewer


class MenuEntry(Struct, frozen=True):
    """One place that the menu leads to, only for who holds a permission for every survey if it names one."""

    name: str
    address: str
    permission: Permission | None = None


MENU = (
    MenuEntry("Surveys", "/team"),
    MenuEntry("Members", "/team/members", Permission.MANAGE),
    MenuEntry("Help", "/team/help"),
    MenuEntry("Your account", "/team/account"),
)
"""Where there is something to go to; each room is added when it is built (interaction contract, 29)."""


class Problem(Struct, frozen=True):
    """Why a form was not taken: the id of its field, and words that say what to do."""

    key: str
    words: str


class TeamPage(Struct, frozen=True, kw_only=True):
    """A page of the team's. Each page adds its own fields; templates know it as `page`.

    `viewer` is None where nobody is signed in; `current` is the address of the menu entry that the page is under.
    """

    title: str
    viewer: Viewer | None = None
    current: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def menu(self) -> tuple[MenuEntry, ...]:
        """Where the menu leads the viewer: nowhere while nobody is signed in."""
        if self.viewer is None:
            return ()
        held = self.viewer.permissions
        return tuple(entry for entry in MENU if entry.permission is None or may_everywhere(held, entry.permission))

    def problem(self, key: str) -> str:
        """The words beside a field, empty where nothing is wrong with it."""
        return next((problem.words for problem in self.problems if problem.key == key), "")

    @property
    def form_token(self) -> str:
        """What the hidden field `form_token` of every form must hold."""
        return self.viewer.form_token if self.viewer is not None else ""
