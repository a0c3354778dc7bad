"""What the pages of downloads are made of."""

from collections.abc import Mapping

from msgspec import Struct

from survey_app.results.contexts import Table
from survey_app.results.files.converting import Format
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.preparing import Progress
from survey_app.results.ordering import Part
from survey_app.results.rounds import Step
from survey_app.team.layout import TeamPage


class FileLine(Struct, frozen=True):
    """One file that can be downloaded: what it is, for what, in which format, and how large in words."""

    words: str
    address: str
    purpose: str
    format: str
    size: str


class NamedFiles(Struct, frozen=True):
    """Files of single people's answers: until when the viewer may have them, and why. `long` is whether the file of
    all answers takes more than some seconds; `seconds` about how many. `formats` are those made beforehand here, and
    `why_not` says which cannot be had."""

    reason: str
    until: int
    rows: int
    size: str
    long: bool
    seconds: int
    texts: tuple[Step, ...]
    formats: tuple[Format, ...] = ()
    why_not: str = ""


class RoundFiles(Struct, frozen=True):
    """The files of one round's figures; `why_not` says why there are none, else empty. `groups` are workbooks of every
    table by a characteristic."""

    name: str
    files: tuple[FileLine, ...]
    why_not: str
    groups: tuple[Step, ...] = ()
    report: str = ""
    """The address of the page with all of them."""


class DownloadsPage(TeamPage, frozen=True, kw_only=True):
    """Everything that can be taken away of a survey. `named` is None for who is not named for its answers, and
    `named_why_not` then says so, or why there are none yet."""

    address: str
    pretend: str
    reads: bool
    rounds: tuple[RoundFiles, ...]
    codebooks: tuple[FileLine, ...]
    named: NamedFiles | None
    named_why_not: str
    prepared: tuple[Progress, ...]


class ReportPage(TeamPage, frozen=True, kw_only=True):
    """A round's figures by the public rules on one page, to print or to save as PDF. `said` is the manifest, a line
    each; `word` is the address of the same as a Word document, empty where this machine cannot make one. The fields
    from `working` on are what the questions' own template asks for."""

    address: str
    dates: str
    manifest: Manifest
    ways: Table | None
    parts: tuple[Part, ...]
    said: tuple[tuple[str, str], ...]
    word: str
    source: str
    working: bool = False
    protected: bool = True
    takeaway: bool = False
    comparing: bool = False
    query: str = ""
    files: str = ""
    texts: Mapping[str, str] = {}


class PreparedPage(TeamPage, frozen=True, kw_only=True):
    """One file that is made beforehand. `kept_until` is UTC seconds."""

    address: str
    file: Progress
    kept_until: int
