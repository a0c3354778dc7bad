"""By what a question may be compared, for whom, and why not otherwise (results contract, 28 to 30)."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding
from survey_app.results.crossing import characteristic, crossable
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import COLLECTED, HOW, links_crossed, wordings
from survey_app.results.figures import number_words
from survey_app.results.rankings import is_later_place
from survey_app.results.tallies import equality
from survey_app.results.views import LANGUAGE, LINK
from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import Collector

LONGEST: Final = 90
"""Characters of a question in the form, whose boxes are as wide as the longest."""

TWO: Final = (
    "Which part of the council somebody works in, and what work they do, could point to one person when put together. "
    "Compare either of them with another question."
)
SAME: Final = "A question cannot be compared with itself. Choose another one."
UNNAMED: Final = (
    "Only the groups that this survey names are compared here, so that no two tables together point to a person. "
    "Choose one of them."
)


class Choice(Struct, frozen=True):
    """One thing that can be chosen in the form."""

    key: str
    label: str


class Choices(Struct, frozen=True):
    """What can be chosen: questions by their id, and what to compare them by under two headings."""

    questions: tuple[Choice, ...]
    declared: tuple[Choice, ...]
    others: tuple[Choice, ...] = ()


def choices(
    survey: Survey, codings: Sequence[Coding], declared: Sequence[str], level: Level, links: Sequence[Collector] = ()
) -> Choices:
    """What somebody who reads at a level can choose. `declared` are the characteristics of the published version,
    `links` those of the round."""
    open_ = [coding for coding in codings if not _apart(survey, coding)]
    questions = dict.fromkeys(coding.variable.question.id for coding in crossable(open_, COLLECTED))
    first = {coding.variable.question.id: coding for coding in reversed(open_)}
    named = [coding for key in declared for coding in open_ if (coding.key, coding.measure) == (key, "single")]
    single = [coding for coding in open_ if coding.measure == "single" and not is_later_place(coding)]
    others = [coding for coding in single if coding.key not in declared]
    facts = (COLLECTED, wordings(codings), links_crossed(links) if by_link(survey, declared, level) else None)
    return Choices(
        tuple(Choice(each, _words(first[each], first[each].variable.question.label)) for each in questions),
        (
            *(Choice(each.key, _words(each, each.variable.label)) for each in named),
            *(Choice(each.key, each.title) for each in facts if each is not None),
        ),
        tuple(Choice(each.key, _words(each, each.variable.label)) for each in others) if _exact(level) else (),
    )


def by_key(codings: Sequence[Coding], key: str, links: Sequence[Collector] = ()) -> Characteristic | None:
    """The characteristic of a key; None where no one-answer question has it, or there are no two wordings or links."""
    match key:
        case "how":
            return COLLECTED
        case "language":
            return wordings(codings)
        case "link":
            return links_crossed(links)
    return next((characteristic(each) for each in codings if (each.key, each.measure) == (key, "single")), None)


def refused(survey: Survey, declared: Sequence[str], question: str, by: Characteristic, level: Level) -> str:
    """Why a question is not compared by this, in words that say what to do; empty where it is."""
    if by.question == question:
        return SAME
    if by.key == LINK:
        return "" if by_link(survey, declared, level) else UNNAMED
    if by.key in {HOW, LANGUAGE} or _exact(level):
        return ""
    if by.key not in declared:
        return UNNAMED
    return TWO if survey.audience == "staff" and question in declared else ""


def by_link(survey: Survey, declared: Sequence[str], level: Level) -> bool:
    """Whether groups may be made by link: of staff never, because a link is a place (results contract, 38); for who
    reads exact figures always, for others where the survey names `link` among its characteristics."""
    return survey.audience != "staff" and (_exact(level) or LINK in declared)


def apart(survey: Survey, codings: Iterable[Coding], *keys: str) -> bool:
    """Whether one of these is an equality answer of staff: they are never crossed with anything."""
    return any(_apart(survey, each) and {each.key, each.variable.question.id} & set(keys) for each in codings)


def _apart(survey: Survey, coding: Coding) -> bool:
    return survey.audience == "staff" and equality(coding)


def _exact(level: Level) -> bool:
    return level is Level.WORKING


def _words(coding: Coding, label: str) -> str:
    words = f"{number_words(coding.variable)}. {label}"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
