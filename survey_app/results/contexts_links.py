"""What the pages of a survey's links are made of."""

from msgspec import Struct

from survey_app.team.layout import TeamPage


class LinkLine(Struct, frozen=True):
    """One link: where it leads, for which place, how its people came to be asked, and where that is changed."""

    code: str
    public: str
    place: str
    sample: str
    drawn: str
    address: str


class LinksPage(TeamPage, frozen=True, kw_only=True):
    """Every link of the newest round."""

    address: str
    dates: str
    lines: tuple[LinkLine, ...]


class TypeChoice(Struct, frozen=True):
    """One sample type to choose."""

    kind: str
    words: str
    chosen: bool


class AdultsChoice(Struct, frozen=True):
    """One question that is answered with a number."""

    key: str
    words: str


class LinkPage(TeamPage, frozen=True, kw_only=True):
    """One link as a form. `fields` are the labels of what is asked of a sample drawn by chance, `typed` what was."""

    address: str
    code: str
    public: str
    types: tuple[TypeChoice, ...]
    fields: dict[str, str]
    typed: dict[str, str]
    numbers: tuple[AdultsChoice, ...]
