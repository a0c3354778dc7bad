"""Reading the form of a figure from elsewhere: every part of it has to be said (results contract, 47)."""

from collections.abc import Collection, Mapping
from typing import Final

from survey_app.results.benchmarks import Benchmark, Wording
from survey_app.team.layout import Problem
from survey_app.web.forms import Form

EARLIEST: Final = 1950
LONGEST: Final = 300
"""Characters of a typed part."""

TYPED: Final[Mapping[str, str]] = {
    "population": "Say whom it is of, such as: adults in the United Kingdom.",
    "ages": "Say of which ages, such as: 16 and over.",
    "mode": "Say how they were asked, such as: by telephone.",
    "source": "Say where it was published: who, what and where.",
    "licence": "Say by what licence it may be quoted.",
}


def read_benchmark(form: Form, headlines: Collection[str], this_year: int) -> Benchmark | tuple[Problem, ...]:
    """The figure that a form describes, or what is wrong with each part. `headlines` are the codes there are."""
    typed = {name: " ".join(form.one(name).split()) for name in TYPED}
    percent, year = _number(form.one("percent").strip().removesuffix("%")), form.one("year").strip()
    wrong = [
        ("headline", "Choose the headline that it stands beside.", form.one("headline") not in headlines),
        ("percent", "Type a number from 0 to 100.", percent is None or not 0 <= percent <= 100),
        ("year", f"Type the year, {EARLIEST} to {this_year}.", not _is_year(year, this_year)),
        *((name, words, not 0 < len(typed[name]) <= LONGEST) for name, words in TYPED.items()),
        ("wording", "Choose how the question was put.", form.one("wording") not in set(Wording)),
        ("probability", "Say whether people were chosen at random.", form.one("probability") not in {"yes", "no"}),
    ]
    problems = tuple(Problem(key, words) for key, words, holds in wrong if holds)
    if problems or percent is None:
        return problems
    return Benchmark(
        headline=form.one("headline"),
        percent=percent,
        year=int(year),
        population=typed["population"],
        ages=typed["ages"],
        mode=typed["mode"],
        source=typed["source"],
        licence=typed["licence"],
        wording=Wording(form.one("wording")),
        probability=form.one("probability") == "yes",
    )


def _number(text: str) -> float | None:
    """A number as people type it, with one digit after the point at most."""
    whole, point, rest = text.strip().partition(".")
    plain = (whole + rest).isascii() and (whole + rest).isdigit() and len(whole) <= 3 and len(rest) <= 1
    return float(text) if plain and bool(rest) == bool(point) and whole else None


def _is_year(text: str, this_year: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4 and EARLIEST <= int(text) <= this_year
