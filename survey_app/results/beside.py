"""What stands beside the headlines of a round: the round before it, and figures from elsewhere."""

from msgspec.structs import replace

from survey_app.results.benchmarks import benchmarks_of
from survey_app.results.composing import Asked
from survey_app.results.counting import Counting
from survey_app.results.headline_table import Compare
from survey_app.results.past import around, rounds_of
from survey_app.results.reports import Results
from survey_app.surveys.waves import Wave
from survey_app.web.service import Service


async def with_others(service: Service, counting: Counting, asked: Asked, made: Results) -> Asked:
    """What is asked, with what headlines are shown beside; as it is where there are none.

    Raises LaneFull when too much is counted.
    """
    known = asked.known
    if not made.headlines or known.wave is None:
        return asked
    kept = await service.database.read(benchmarks_of, known.survey.id)
    asked = replace(asked, benchmarks=kept)
    before = round_before(known.waves, known.wave)
    if before is None:
        return asked
    found = await around(service, known, (before, known.wave))
    then = await rounds_of(service, counting, known, (before,), found, asked.view.filters)
    now = await rounds_of(service, counting, known, (known.wave,), replace(found, rules=()), asked.view.filters)
    if not (then and now):
        return asked
    return replace(asked, beside=Compare(now[0].facts, then[0], found.signed))


def round_before(waves: tuple[Wave, ...], wave: Wave) -> Wave | None:
    """The round before another."""
    return next((each for each in reversed(waves) if each.number < wave.number), None)
