"""Whether the numbers of a manifest of all answers still come out.

The file itself has another order each time, and nothing of it is kept: what can be made again is how many people are in
it, what became of the others, of which versions, and how many columns it has.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.blocks import State
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.files.described import described
from survey_app.results.files.manifest import Manifest, version_lines
from survey_app.results.files.reconciling import FATES, states_in
from survey_app.results.files.reproducing import Reproduced, Verdict, rounds_of
from survey_app.results.pretend import is_pretend
from survey_app.surveys.surveys import Survey, survey_by_slug
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Wave, collectors_of, waves_of

GONE = (State.WITHDRAWN, State.ERASED)


def reproduce_answers(connection: Connection, given: Manifest) -> Reproduced:
    """What of a manifest of all answers comes out again. Raises LookupError where it names what is not there."""
    survey = survey_by_slug(connection, given.survey)
    if survey is None:
        raise LookupError(f"There is no survey {given.survey} here.")
    numbers = set(rounds_of(given))
    waves = [wave for wave in waves_of(connection, survey.id) if str(wave.number) in numbers]
    if len(waves) != len(numbers):
        raise LookupError(f"There are not all rounds of {given.survey} here.")
    columns = refresh(connection, None, survey.id)
    faults = tuple(_faults(connection, given, survey, columns, waves))
    if faults:
        return Reproduced(Verdict.DIFFERENT, ("Different: an error.", *faults))
    counted = states_in(columns, [wave.id for wave in waves])[State.COUNTED]
    if given.responses.get("counted") != counted:
        words = f"Data have changed since: {given.responses.get('counted')} answers were counted then, {counted} now."
        return Reproduced(Verdict.FROZEN, (words, "Of a file of answers no copy is kept."))
    return Reproduced(Verdict.SAME, (f"The same numbers: {counted:,} counted answers, {given.columns} columns.",))


def _faults(
    connection: Connection, given: Manifest, survey: Survey, columns: ColumnSet, waves: list[Wave]
) -> Iterator[str]:
    """What cannot have become of the data, whoever came or left since."""
    states = states_in(columns, [wave.id for wave in waves])
    known = version_lines(versions_of(connection, survey.id))
    if any(each not in known for each in given.versions):
        yield "A version of the questionnaire that it names is not here."
    links = any(collectors_of(connection, wave.id) for wave in waves)
    made = described(columns.codings, strict=strict(survey), links=links, pretend=is_pretend(columns))
    if given.columns > len(made):
        yield f"It names {given.columns} columns; there are {len(made)}."
    counted, stored = given.responses.get("counted"), sum(states.values())
    if isinstance(counted, int) and counted > stored:
        yield f"It counts {counted:,} answers; no more than {stored:,} were ever stored."
    for state in GONE:
        before = given.responses.get(FATES[state])
        if isinstance(before, int) and "stored" in given.responses and before > sum(states[each] for each in GONE):
            yield f"It says that {before:,} were {FATES[state]}; there are fewer now."
