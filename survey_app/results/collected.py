"""Whether answers depend on how they were collected: every question's sentence, told apart by what it says."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.access import strict
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.comparable import apart
from survey_app.results.compared import NOBODY, reading_of, why_no_groups
from survey_app.results.comparing import NONE_APART, NONE_LARGE
from survey_app.results.counting import Counting
from survey_app.results.crossing import CrossTally, cross_tallies, crossed_codings
from survey_app.results.crosstabs import cross_table
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import COLLECTED, HOW
from survey_app.results.figures import Reading, number_words
from survey_app.results.finding import Found
from survey_app.results.groups import group_of
from survey_app.results.pretend import pretend_words
from survey_app.results.rounds import figures_words
from survey_app.results.viewing import crossed_of
from survey_app.web.service import Service


class Said(Struct, frozen=True):
    """One variable by how its answers were collected. `question` is the id of its question."""

    question: str
    label: str
    sentence: str = ""


class Collected(Struct, frozen=True):
    """The variables in which a way of answering stands out, those in which none does, and those that too few answered
    in two of the ways to say. `people` says of how many, `why_not` why there is nothing, else empty."""

    people: str = ""
    why_not: str = ""
    pretend: str = ""
    apart: tuple[Said, ...] = ()
    alike: tuple[Said, ...] = ()
    few: tuple[Said, ...] = ()


async def collected(service: Service, counting: Counting, known: Found) -> Collected:
    """What the tables of how answers were collected say, as a member reads them. Raises LaneFull as `compared` does."""
    why_not = why_no_groups(known, ())
    if why_not or known.wave is None:
        return Collected(why_not=why_not)
    if known.level is Level.WORKING:
        return await counting.count(known.survey.id, live, known.wave.id)
    crossed = await crossed_of(service, counting, known.survey, known.wave, HOW, known.now)
    if isinstance(crossed, str):
        return Collected(why_not=crossed)
    tallies = crossed.snapshot.tallies
    reading = Reading(frozenset(tallies.versions), Level.GUARDED, strict(known.survey))
    shown = [each for each in crossed.tallies if not apart(known.survey, crossed.codings, each.key)]
    people = figures_words(crossed.snapshot.live.counted)
    return told(Collected(people, "", tallies.pretend), shown, crossed.codings, reading)


def live(columns: ColumnSet, wave_id: int) -> Collected:
    """The same exactly, of everybody in a round."""
    group = group_of(columns, wave_id, ())
    if group.of == 0:
        return Collected(why_not=NOBODY, pretend=pretend_words(columns))
    made = cross_tallies(columns, COLLECTED, group.people)
    whole = Collected(figures_words(group.of), "", pretend_words(columns))
    return told(whole, made, columns.codings, reading_of(columns, group))


def told(whole: Collected, tallies: Iterable[CrossTally], codings: Sequence[Coding], reading: Reading) -> Collected:
    """The variables told apart by the sentences of their tables."""
    known = crossed_codings(codings)
    apart: list[Said] = []
    alike: list[Said] = []
    few: list[Said] = []
    for each in tallies:
        coding = known[each.key, each.measure]
        variable = coding.variable
        sentence = cross_table(each, coding, COLLECTED, reading).sentence
        kind = {NONE_APART: alike, NONE_LARGE: few, "": few}.get(sentence, apart)
        words = sentence if kind is apart else ""
        kind.append(Said(variable.question.id, f"{number_words(variable)}. {variable.label}", words))
    return replace(whole, apart=tuple(apart), alike=tuple(alike), few=tuple(few))
