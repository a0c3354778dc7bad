"""What the results page is made of."""

from msgspec import Struct

from survey_app.results.filtering import Chooser, Condition
from survey_app.results.headline_table import HeadlineTable
from survey_app.results.lines import Line
from survey_app.results.ordering import Part
from survey_app.results.quadrant import QuadrantChart
from survey_app.results.rounds import Step
from survey_app.results.sampled_words import SampleWords
from survey_app.team.layout import TeamPage


class Table(Struct, frozen=True):
    """One table of numbers of people."""

    caption: str
    first: str
    lines: tuple[Line, ...]
    shares: bool = False


class Fresh(Struct, frozen=True):
    """When figures were counted, in words; how many people they are of; where the page is loaded anew, and where a
    script may ask for the number as it is by now, empty where it cannot have changed."""

    words: str
    people: int
    again: str
    address: str


class ResultsPage(TeamPage, frozen=True, kw_only=True):
    """The results of one round. `working` puts the banner on; `protected` explains the signs; `why_not` is why
    there are no figures, else empty, with the one next step. `pretend` says that answers are, else empty. `earlier` is
    a round before this one that has answers, where this one has none.

    `comparing` is whether groups may be compared; `source` is the line for paper that says what was printed.
    `query` is the view's, for addresses of what shows the same. `takeaway` is whether tables and pictures of the round
    may be taken away: of everybody, so `files` is the round's query. `texts` are the addresses of typed text by
    question, for those named for it.
    """

    address: str
    query: str
    files: str
    round: str
    dates: str
    answered: str
    pretend: str
    samples: tuple[str, ...]
    notes: tuple[str, ...]
    why_not: str
    step: Step | None
    earlier: Step | None
    working: bool
    protected: bool
    showing: str
    conditions: tuple[Condition, ...]
    choosers: tuple[Chooser, ...]
    fresh: Fresh | None
    ways: Table | None
    parts: tuple[Part, ...]
    takeaway: bool
    comparing: bool
    source: str
    texts: dict[str, str]
    sample: SampleWords
    headlines: HeadlineTable | None = None
    quadrants: tuple[QuadrantChart, ...] = ()
