"""The note in the log of what a page of results refuses or hides, by which rule, and never of how many people.

Rules are those of the results contract: a, b, d, e and f of its gate, else a number: 27 for what is not shown yet, 28
for groups that are no single characteristic's, 30 for what could point to one member of staff, 38 for links by which
few came.
"""

from collections.abc import Mapping
from typing import Final

from survey_app.results.checking import CHECKING, FAILED
from survey_app.results.comparable import SAME, TWO, UNNAMED
from survey_app.results.compared import NOBODY, UNFILTERED
from survey_app.results.files.published import NOT_BEGUN, WHOLE_ROUND
from survey_app.results.filtering import ONE_GROUP, UNKNOWN
from survey_app.results.finding import NO_ANSWERS, NUMBER_ALONE
from survey_app.results.rounds import FROM_FLOOR
from survey_app.results.viewing import FEW_BY_LINK, NOT_COUNTED
from survey_app.web.scopes import AnyRequest
from survey_app.web.withheld import Withheld, note_withheld

RULES: Final[Mapping[str, str]] = {
    FROM_FLOOR: "a",
    FEW_BY_LINK: "38",
    ONE_GROUP: "28",
    UNFILTERED: "28",
    UNNAMED: "28",
    WHOLE_ROUND: "28",
    CHECKING: "35",
    FAILED: "35",
    TWO: "30",
}
"""By which rule something is refused, by the words in which it is. Any other refusal is of what is not shown yet."""

NOT_FOR_PEOPLE: Final = frozenset({"", SAME, UNKNOWN, NOBODY, NOT_BEGUN, NO_ANSWERS, NUMBER_ALONE, NOT_COUNTED})
"""Words of pages that show nothing for another reason than to protect people."""


def note_refused(request: AnyRequest, survey: str, level: str | None, words: str) -> None:
    """Note that a view was refused in these words; nothing where that was not to protect people."""
    if words not in NOT_FOR_PEOPLE:
        note_withheld(request, Withheld(survey, level or "", RULES.get(words, "27")))


def note_hidden(request: AnyRequest, survey: str, level: str | None, hidden: Mapping[str, str]) -> None:
    """Note what is hidden; nothing where all is shown."""
    if hidden:
        note_withheld(request, Withheld(survey, level or "", hidden=hidden))
