"""Two keyings of one form set side by side: which boxes differ, and how often the two agreed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from survey_app.questionnaire.reading import read
from survey_app.respond.assisted.box_reading import Typed, read_box
from survey_app.respond.assisted.boxes import Box, BoxReading
from survey_app.respond.assisted.reading_area import fifth_in

LEAST = 0.98
"""Below this share of boxes that agree, a batch is to be keyed again whole."""


class Count(Struct, frozen=True):
    """Boxes that were keyed twice, and those of them in which both keyings said the same."""

    twice: int
    agreed: int


class Agreement(Struct, frozen=True):
    """One form keyed twice: the counts by question id, and the boxes that differ."""

    counts: Mapping[str, Count]
    differing: tuple[Box, ...]

    @property
    def agreed(self) -> bool:
        """Whether there is nothing to settle."""
        return not self.differing


def compared(boxes: Sequence[Box], first: Typed, second: Typed) -> Agreement:
    """Two keyings of the same boxes. A box that both left empty is not counted: a form has many, and they would hide
    how often the others differ."""
    twice: dict[str, int] = defaultdict(int)
    agreed: dict[str, int] = defaultdict(int)
    differing = []
    for box in boxes:
        one, other = meant(box, first), meant(box, second)
        if one is None and other is None:
            continue
        twice[box.question.id] += 1
        agreed[box.question.id] += one == other
        if one != other:
            differing.append(box)
    return Agreement({key: Count(count, agreed[key]) for key, count in twice.items()}, tuple(differing))


def meant(box: Box, typed: Typed) -> object:
    """What a box says, however it was written: `1,3` is `3 1`, `5 3 1961` is `05/03/1961`, and spaces and capitals are
    no difference in words. The order is what a ranking says. None where it is empty."""
    text = typed.get(box.key, "").strip()
    if not text:
        return None
    reading = read_box(box, text)
    if reading.mark is not None or box.numbered:
        codes = reading.codes if box.holds == "ranking" else sorted(reading.codes)
        return (reading.mark, _unread(reading, text), *codes, fifth_in(reading))
    if box.holds in {"number", "date"}:
        return read(box.question, reading.fields).answers[box.key]
    return " ".join(text.split()).casefold()


def share(count: Count) -> float:
    """The part of boxes that agreed, 1 where none was keyed twice."""
    return count.agreed / count.twice if count.twice else 1.0


def enough(count: Count) -> bool:
    """Whether two keyings agreed often enough for the rest to stand."""
    return share(count) >= LEAST


def _unread(reading: BoxReading, text: str) -> str:
    """What was typed where no option tells what it was: 9 and 8 of a list of 7 differ."""
    return " ".join(text.split()).casefold() if reading.odd and not reading.codes else ""
