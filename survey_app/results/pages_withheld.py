"""What was hidden to protect people: the log of it for who runs the service, and how it is stored."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from litestar import Litestar, get
from litestar.di import NamedDependency
from msgspec import Struct

from survey_app.results.withholdings import Withholding, keep, newest
from survey_app.team.layout import TeamPage
from survey_app.team.pages_members import MANAGERS, MEMBERS
from survey_app.team.viewer import Viewer
from survey_app.web.forms import parse_form
from survey_app.web.london import plain_day
from survey_app.web.replies import Reply, page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.web.withheld import WHOLE_PAGE, waiting
from survey_app.writer import Writer

MOST: Final = 500
"""Entries shown at once, about: whole days are."""

RULE_WORDS: Final = {
    "a": "fewer than 10 people in the group",
    "b": "fewer than 10 people gave the answer",
    "d": "all but a few gave the same answer to a sensitive question",
    "e": "fewer than 10 people between this group and a larger one",
    "f": "could have been worked out from other figures",
    "27": "not shown yet",
    "28": "not a group that the survey compares",
    "30": "could have pointed to one member of staff",
    "35": "not checked yet",
}

LEVEL_WORDS: Final = {"guarded": "on pages", "public": "in files", "": "on pages"}


class WithheldLine(Struct, frozen=True):
    """What was kept back of one table of a survey on one day, in words."""

    day: str
    survey: str
    what: str
    why: str
    where: str


class WithheldPage(TeamPage, frozen=True, kw_only=True):
    """Some days, and the day before which the older ones are: empty where there are none."""

    current: str = MEMBERS
    lines: tuple[WithheldLine, ...]
    older: str


@get("/withheld", opt=MANAGERS)
async def show_withheld(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """The newest days, or those before the day that the address names."""
    before = parse_form(request.scope["query_string"]).one("before")[:10] or None
    found = await service.database.read(newest, before, MOST)
    older = found[-1].day if len(found) >= MOST else ""
    title = "What was hidden to protect people"
    return page(
        request,
        render("results/withheld.html", WithheldPage(title=title, viewer=viewer, lines=_lines(found), older=older)),
    )


class HidingLog:
    """Stores what this process noted, once a day each."""

    def __init__(self) -> None:
        self._known: set[Withholding] = set()

    async def store(self, app: Litestar, writer: Writer, day: str) -> None:
        """Store what waits, on this day (ISO). Raises NotStored or WriterFull: then it goes on waiting."""
        noted = waiting(app)
        found = {Withholding(day, each) for each in noted}
        self._known = {each for each in self._known if each.day == day}
        if more := found - self._known:
            await writer.transaction(keep, more)
            self._known |= more
        noted.difference_update(each.kept for each in found)


def _lines(found: Sequence[Withholding]) -> tuple[WithheldLine, ...]:
    tables = groupby(found, key=lambda each: (each.day, each.kept.survey, each.kept.what))
    return tuple(_line(day, survey, what, list(some)) for (day, survey, what), some in tables)


def _line(day: str, survey: str, what: str, some: Sequence[Withholding]) -> WithheldLine:
    why = dict.fromkeys(RULE_WORDS.get(each.kept.rule, each.kept.rule) for each in some)
    where = dict.fromkeys(LEVEL_WORDS.get(each.kept.level, each.kept.level) for each in some)
    table = "The whole page" if what == WHOLE_PAGE else what.replace(" by how", " by how it was collected")
    return WithheldLine(plain_day(day), survey, table, "; ".join(why), " and ".join(where))
