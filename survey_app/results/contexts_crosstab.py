"""What the page of one question by one characteristic is made of."""

from msgspec import Struct

from survey_app.results.collected import Collected
from survey_app.results.comparable import Choices
from survey_app.results.crosstabs import CrossTable
from survey_app.results.rounds import Step
from survey_app.results.views import Filter
from survey_app.team.layout import TeamPage


class Condition(Struct, frozen=True):
    """One filter in words, with the address of the same page without it."""

    words: str
    remove: str


class CollectedPage(TeamPage, frozen=True, kw_only=True):
    """Which answers depend on how they were collected. `query` keeps the round."""

    address: str
    query: str
    dates: str
    working: bool
    pretend: str
    people: str
    why_not: str
    note: str
    made: Collected


class CrosstabPage(TeamPage, frozen=True, kw_only=True):
    """One question by one characteristic. `why_not` says why there is no table, else empty; `how` are the tables of how
    the answers were collected and `worded` by language, which stand on every page but their own. `question`, `by` and
    `filters` are what the form holds."""

    survey: str
    address: str
    heading: str
    by_heading: str
    question: str
    by: str
    round: str
    filters: tuple[Filter, ...]
    choices: Choices
    dates: str
    people: str
    conditions: tuple[Condition, ...]
    samples: tuple[str, ...]
    why_not: str
    working: bool
    protected: bool
    pretend: str
    back: Step
    tables: tuple[CrossTable, ...]
    how: tuple[CrossTable, ...]
    worded: tuple[CrossTable, ...]
