"""What a poster and the team's page about posters are given to show, named field by field."""

from msgspec import Struct

from survey_app.questionnaire.phrases import Said
from survey_app.respond.assisted.choosing import Places
from survey_app.respond.paper.contexts import Choice
from survey_app.team.layout import TeamPage


class PosterPage(Struct, frozen=True, kw_only=True):
    """One sheet. `square` is the path of an SVG picture of `side` units; `closes` is empty while no end is set."""

    title: str
    language: str
    direction: str
    back: str
    about: str
    minutes: int
    timed: bool
    closes: Said
    address: str
    square: str
    side: int
    other_ways: tuple[str, ...]
    draft: bool
    code: str


class PosterLine(Struct, frozen=True):
    """One poster in the list: its code, place and web address."""

    code: str
    place: str
    address: str


class PostersPage(TeamPage, frozen=True, kw_only=True):
    """The team's page: the links there are, and making one."""

    address: str
    survey_address: str
    public_address: str
    why_not: str
    """Why no poster can be made; empty where one can."""
    pdf: bool
    """Whether the service can make a PDF."""
    variants: tuple[Choice, ...] = ()
    places: tuple[Places, ...] = ()
    posters: tuple[PosterLine, ...] = ()
    place: str = ""
    variant: str = ""
    link: str = ""
