"""How much of everything is measured: enough for figures that hold, or just enough to see that all of it runs."""

from msgspec import Struct


class Amounts(Struct, frozen=True, kw_only=True):
    """How many of each. Every loop of a measurement is bounded by one of these."""

    people: int
    """Different made people of each survey; answers repeat beyond that."""
    responses: int
    """Stored in the database whose results are read."""
    tiles: int
    """How often those columns are repeated for the largest counts."""
    pages: int
    """Requests of each kind for question pages and first pages."""
    sent: int
    """Submissions of one run."""
    writes: int
    """Writes of the writer alone."""
    seconds: float
    """How long people answer whole surveys, or answer while somebody counts."""
    repeats: int
    """Of what is timed one by one: the median is taken."""
    paints: int
    """First paints on each line: the median is taken."""


FULL = Amounts(
    people=300,
    responses=100_000,
    tiles=10,
    pages=6_000,
    sent=6_000,
    writes=40_000,
    seconds=10.0,
    repeats=21,
    paints=3,
)

QUICK = Amounts(
    people=20,
    responses=400,
    tiles=2,
    pages=100,
    sent=80,
    writes=512,
    seconds=0.5,
    repeats=3,
    paints=1,
)
