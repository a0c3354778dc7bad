"""The small tables of numbers of people on the survey's page and at the top of its results."""

from collections.abc import Sequence

from survey_app.results.contexts import Table
from survey_app.results.lines import Line
from survey_app.results.reports import Counted


def counted_tables(made: Counted) -> tuple[Table, ...]:
    """Who has answered: by way of answering, by day, and what has become of the answers; none of zeros."""
    tables = (
        ways_table(made.ways),
        Table("How many answered when", "Day" if not _weekly(made.days) else "Week", made.days),
        Table("What has become of the answers", "Answers", made.states),
    )
    return tuple(table for table in tables if any(line.people != "0" for line in table.lines))


def ways_table(lines: Sequence[Line]) -> Table:
    """How people answered."""
    return Table("How people answered", "Way", tuple(lines), shares=any("%" in line.share for line in lines))


def _weekly(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].label.startswith("Week")
