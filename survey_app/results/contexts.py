"""What the results pages are made of: one struct for each template."""

from msgspec import Struct

from survey_app.results.figures import Line, QuestionFigures
from survey_app.results.rounds import Step
from survey_app.team.layout import TeamPage


class SurveyCard(Struct, frozen=True):
    """One survey of the list."""

    title: str
    address: str
    audience: str
    state: str
    step: Step


class SurveysPage(TeamPage, frozen=True, kw_only=True):
    """The surveys that the viewer may know of."""

    surveys: tuple[SurveyCard, ...]


class Table(Struct, frozen=True):
    """One table of numbers of people."""

    caption: str
    first: str
    lines: tuple[Line, ...]
    shares: bool = False


class SurveyPage(TeamPage, frozen=True, kw_only=True):
    """One survey: its state, who has answered, and what the viewer may do next."""

    address: str
    state: str
    step: Step | None
    public_address: str
    dates: str
    working: bool
    """Exact figures: the banner says so, and reading them is logged."""
    answered: str
    pretend: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    downloads: tuple[Step, ...]


class ResultsPage(TeamPage, frozen=True, kw_only=True):
    """The results of one round. `working` puts the banner on; `protected` explains the signs; `why_not` is why
    there are no figures, else empty. `pretend` says that answers are, else empty."""

    address: str
    dates: str
    rounds: tuple[Step, ...]
    answered: str
    pretend: str
    samples: tuple[str, ...]
    notes: tuple[str, ...]
    why_not: str
    working: bool
    protected: bool
    ways: Table | None
    questions: tuple[QuestionFigures, ...]
    profile: tuple[QuestionFigures, ...]
