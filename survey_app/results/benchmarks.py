"""Figures from elsewhere, entered by hand and shown beside a headline (results contract, 47)."""

from enum import StrEnum
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from survey_app.settings import Keys
from survey_app.tables.exploring import benchmark
from survey_app.team import audit
from survey_app.team.audit import Event

MOST_BENCHMARKS: Final = 100
"""Of one survey."""


class Wording(StrEnum):
    """How the question elsewhere was put, beside ours."""

    SAME = "same"
    CLOSE = "close"
    DIFFERENT = "different"


class Benchmark(Struct, frozen=True, kw_only=True):
    """One figure from elsewhere, in per cent. `probability` is whether its people were chosen at random."""

    id: int = 0
    headline: str
    percent: float
    year: int
    population: str
    ages: str
    mode: str
    source: str
    licence: str
    wording: Wording
    probability: bool

    @property
    def words(self) -> str:
        """What it is, in one line."""
        chosen = "chosen at random" if self.probability else "not chosen at random"
        return (
            f"{self.percent:g}%: {self.population}, {self.ages}, {self.year}. {self.mode}; {chosen}; "
            f"{self.wording} wording. Source: {self.source}. {self.licence}"
        )


def benchmarks_of(connection: Connection, survey_id: int) -> tuple[Benchmark, ...]:
    """Every benchmark of a survey, by headline, the newest year first."""
    chosen = select(benchmark).where(benchmark.c.survey_id == survey_id)
    rows = connection.execute(chosen.order_by(benchmark.c.headline, benchmark.c.year.desc(), benchmark.c.id))
    return tuple(
        Benchmark(
            id=row.id,
            headline=row.headline,
            percent=row.percent,
            year=row.year,
            population=row.population,
            ages=row.ages,
            mode=row.mode,
            source=row.source,
            licence=row.licence,
            wording=Wording(row.wording),
            probability=row.probability,
        )
        for row in rows
    )


def add_benchmark(
    connection: Connection, keys: Keys, survey: tuple[int, str], added: Benchmark, now: int, by: int
) -> bool:
    """Add a benchmark to a survey, by its number and slug. False where it has as many as it may, or this one."""
    there = benchmarks_of(connection, survey[0])
    if len(there) >= MOST_BENCHMARKS or any(_values(each) == _values(added) for each in there):
        return False
    connection.execute(insert(benchmark).values(survey_id=survey[0], **_values(added)))
    detail = {"survey": survey[1], "headline": added.headline, "source": added.source}
    audit.append(connection, keys, now, by, Event.BENCHMARK_ADDED, detail)
    return True


def remove_benchmark(
    connection: Connection, keys: Keys, survey: tuple[int, str], benchmark_id: int, now: int, by: int
) -> None:
    """Take a benchmark of a survey away; one that is not there any more is as good as taken."""
    theirs = delete(benchmark).where(benchmark.c.survey_id == survey[0], benchmark.c.id == benchmark_id)
    gone = connection.execute(theirs.returning(benchmark.c.headline, benchmark.c.source)).one_or_none()
    if gone is not None:
        detail = {"survey": survey[1], "headline": gone.headline, "source": gone.source}
        audit.append(connection, keys, now, by, Event.BENCHMARK_REMOVED, detail)


def _values(each: Benchmark) -> dict[str, str | int | float | bool]:
    return {
        "headline": each.headline,
        "percent": each.percent,
        "year": each.year,
        "population": each.population,
        "ages": each.ages,
        "mode": each.mode,
        "source": each.source,
        "licence": each.licence,
        "wording": str(each.wording),
        "probability": each.probability,
    }
