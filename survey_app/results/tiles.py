"""A map of tiles: one square of the same size for each area, placed as the areas lie, drawn as SVG on the server."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from survey_app.organisation import Entry
from survey_app.results.missing import Gap

WIDE: Final = 176
TALL: Final = 130
SPACE: Final = 6

TONES: Final = ("blue3", "blue2", "blue1")
"""The sequence of the government analysis palette, from few to many: #6BACE6 #2073BC #12436D."""


class Tile(Struct, frozen=True):
    """One area: its place in the picture, its name by lines, its figure, and the class of its colour."""

    x: int
    y: int
    lines: tuple[str, ...]
    figure: str
    tone: str


class Band(Struct, frozen=True):
    """What one colour means, in words."""

    tone: str
    words: str


class TileMap(Struct, frozen=True):
    """The map, its size in units, and the key to its colours."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    bands: tuple[Band, ...]


def tile_map(areas: Sequence[Entry], gaps: Mapping[str, Gap]) -> TileMap | None:
    """The map of how many answered for every 10,000 people. None where an area has no tile or no figure, and where
    nobody has answered: half a map would say something else."""
    placed = [(area, area.tile) for area in areas if area.tile is not None and area.label in gaps]
    if not placed or len(placed) < len(gaps) or not any(gap.answered for gap in gaps.values()):
        return None
    rates = {area.label: gaps[area.label].rate for area, _ in placed}
    cuts = _cuts(tuple(rates.values()))
    return TileMap(
        (max(place[0] for _, place in placed) + 1) * (WIDE + SPACE) - SPACE,
        (max(place[1] for _, place in placed) + 1) * (TALL + SPACE) - SPACE,
        tuple(
            Tile(
                place[0] * (WIDE + SPACE),
                place[1] * (TALL + SPACE),
                tuple(area.label.split()),
                f"{rates[area.label]:.1f}",
                TONES[_band(rates[area.label], cuts)],
            )
            for area, place in placed
        ),
        _bands(cuts),
    )


def _cuts(rates: Sequence[float]) -> tuple[float, float]:
    """Where the second and the third colour begin: at thirds of the way from the fewest to the most."""
    fewest, most = min(rates), max(rates)
    third = (most - fewest) / 3
    return round(fewest + third, 1), round(fewest + 2 * third, 1)


def _band(rate: float, cuts: tuple[float, float]) -> int:
    return sum(round(rate, 1) >= cut for cut in cuts)


def _bands(cuts: tuple[float, float]) -> tuple[Band, ...]:
    if cuts[0] == cuts[1]:
        return ()
    words = (f"under {cuts[0]:.1f}", f"{cuts[0]:.1f} to under {cuts[1]:.1f}", f"{cuts[1]:.1f} or more")
    return tuple(Band(tone, each) for tone, each in zip(TONES, words, strict=True))
