"""Made samples of Lancashire, with margins from the Census: the same in every run, for R and for the tests.

`python -m tests.results.weighting.samples FOLDER` writes them for `agreement.R`.
"""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.weighting.census import margin_rows

CENSUS = Path(__file__).resolve().parents[3] / "margins/lancashire_census2021_margins.csv"


class Sample(Struct, frozen=True):
    """Made people: the category of each in each margin, from 0, with first weights, a number and a yes or no."""

    name: str
    margins: Mapping[str, Mapping[str, float]]
    codes: Mapping[str, NDArray[np.intp]]
    first: NDArray[np.float64]
    y: NDArray[np.intp]
    yes: NDArray[np.intp]


def samples() -> tuple[Sample, ...]:
    """Plain; slow, because two margins say nearly the same; trimmed, because some kinds are rare; and merged."""
    census = {by: margin_rows(CENSUS, by) for by in ("district", "age", "sex")}
    ages = [*census["age"].items()]
    merged = {**dict(ages[:-2]), "75+": ages[-2][1] + ages[-1][1]}
    return (
        _made("lancashire", census, 1200, 1, lean=0.25),
        _made("merged", {**census, "age": merged}, 500, 2, lean=0.3),
        _made("trimmed", {**census, "age": merged}, 900, 3, lean=0.8),
        _slow(),
    )


def _made(name: str, margins: Mapping[str, Mapping[str, float]], size: int, seed: int, *, lean: float) -> Sample:
    """People drawn from the margins, but some categories answer more often than others, the more the larger `lean`."""
    uniform = _Uniform(seed)
    codes = {}
    for by, numbers in margins.items():
        shares = np.array([*numbers.values()], dtype=float)
        tilt = np.exp(lean * np.linspace(-1, 1, shares.size))
        shares = np.cumsum(shares * tilt / (shares * tilt).sum())
        codes[by] = np.minimum(np.searchsorted(shares, uniform.take(size)), shares.size - 1)
    y = (uniform.take(size) * 41).astype(np.intp) + 3 * next(iter(codes.values()))
    yes = (uniform.take(size) < 0.4 + 0.05 * codes["age"]).astype(np.intp)
    return Sample(name, margins, codes, np.ones(size), y, yes)


def _slow() -> Sample:
    """Two margins that are nearly the same: what moves people between categories is the few who differ in them."""
    uniform = _Uniform(4)
    size = 900
    one = (uniform.take(size) < 0.5).astype(np.intp)
    other = np.where(uniform.take(size) < 0.99, one, 1 - one)
    third = (uniform.take(size) < 0.3).astype(np.intp)
    margins = {
        "one": {"a": 0.5, "b": 0.5},
        "other": {"a": 0.501, "b": 0.499},
        "third": {"a": 0.6, "b": 0.4},
    }
    y = (uniform.take(size) * 17).astype(np.intp)
    yes = (uniform.take(size) < 0.3 + 0.3 * one).astype(np.intp)
    return Sample("slow", margins, {"one": one, "other": other, "third": third}, np.ones(size), y, yes)


class _Uniform:
    """Numbers from 0 to 1 by a rule that no release of a package changes."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def take(self, size: int) -> NDArray[np.float64]:
        made = np.empty(size)
        for place in range(size):
            self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
            made[place] = (self._state >> 11) / 2**53
        return made


def write(folder: Path) -> list[Path]:
    """Write each sample as two files of comma-separated values."""
    paths = []
    for sample in samples():
        paths.append(folder / f"{sample.name}-people.csv")
        with paths[-1].open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([*sample.margins, "first", "y", "yes"])
            named = [[[*sample.margins[by]][code] for code in codes] for by, codes in sample.codes.items()]
            rows.writerows(zip(*named, sample.first, sample.y, sample.yes, strict=True))
        with (folder / f"{sample.name}-shares.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["margin", "category", "share"])
            rows.writerows(
                [by, label, number] for by, known in sample.margins.items() for label, number in known.items()
            )
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]))
