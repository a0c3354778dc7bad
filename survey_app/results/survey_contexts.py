"""What the overview of surveys and one survey's page are made of."""

from msgspec import Struct

from survey_app.results.contexts import Table
from survey_app.results.pretend_panel import Panel
from survey_app.results.rounds import Step
from survey_app.results.starting import StartHere
from survey_app.team.layout import TeamPage


class SurveyCard(Struct, frozen=True, kw_only=True):
    """One survey of the overview, in words. `pretend` is whether those who answered are made up."""

    title: str
    address: str
    audience: str
    state: str
    answered: str
    last_day: str
    pretend: bool
    step: Step


class SurveysPage(TeamPage, frozen=True, kw_only=True):
    """The surveys that the viewer may know of. `start` is None where the first steps were put away."""

    surveys: tuple[SurveyCard, ...]
    start: StartHere | None


class SurveyPage(TeamPage, frozen=True, kw_only=True):
    """One survey: its state, who has answered, and what the viewer may do next."""

    address: str
    state: str
    step: Step | None
    public_address: str
    keys_forms: bool
    """Whether the viewer may key in paper forms of this survey."""
    prints_forms: bool
    """Whether the viewer may print them: who keys them in, and who runs the service."""
    dates: str
    working: bool
    """Exact figures: the banner says so, and reading them is logged."""
    who: str
    """The page of who has answered beside the population; empty where there is none for the viewer."""
    answered: str
    pretend: str
    """What must be said of pretend answers; empty where there are none."""
    panel: Panel | None
    """The pretend answers' own panel, for who runs the service."""
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
