"""What the page of how figures were worked out is made of."""

from survey_app.results.working_out import WorkedOut
from survey_app.team.layout import TeamPage


class WorkedOutPage(TeamPage, frozen=True, kw_only=True):
    """How the figures of one question were worked out."""

    address: str
    back: str
    dates: str
    pretend: str
    working: bool
    made: WorkedOut
