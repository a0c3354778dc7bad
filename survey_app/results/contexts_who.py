"""What the page of who has answered is made of."""

from survey_app.results.who import Who
from survey_app.team.layout import TeamPage


class WhoPage(TeamPage, frozen=True, kw_only=True):
    """Who has answered a round, beside the population. `target` is what the form holds, `targeted` whether the
    figures go by a target."""

    address: str
    round: str
    dates: str
    people: str
    source: str
    population: str
    target: str
    targeted: bool
    why_not: str
    """Why answers cannot be held against the population; empty where they are."""
    made: Who
