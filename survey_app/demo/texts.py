"""What pretend people type: sentences put together from plain parts, as people type them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from survey_app.demo.crowd import Crowd, Mask, whom
from survey_app.demo.drawing import pick_among
from survey_app.demo.model import Topic

MOST_PARTS: Final = 6
HASTY: Final = 0.15
"""The share of texts that begin with a small letter and end without a full stop."""

UNFINISHED: Final = 0.3
"""The share that end without one."""

BARE: Final = 0.1
"""The share without apostrophes."""


def write(crowd: Crowd, who: Mask, topics: Sequence[Topic], limit: int) -> list[str]:
    """What each person types, empty for those who type nothing. At most `limit` characters."""
    fits = np.stack([whom(topic.when, crowd) * topic.weight for topic in topics], axis=1)
    chosen = pick_among(crowd, fits).tolist()
    writes = (who & (fits.max(axis=1) > 0)).tolist()
    draws = crowd.random.random((crowd.size, MOST_PARTS + 2)).tolist()
    return [
        _as_typed(assembled(topics[topic], draw), *draw[-2:])[:limit].strip() if typed else ""
        for topic, typed, draw in zip(chosen, writes, draws, strict=True)
    ]


def assembled(topic: Topic, draws: Sequence[float]) -> str:
    """One sentence, or nothing, of each part of a topic; `draws` are numbers from 0 to below 1."""
    pairs = zip(topic.parts, draws, strict=False)
    return " ".join(part for parts, draw in pairs if (part := parts[int(draw * len(parts))]))


def _as_typed(text: str, care: float, keyboard: float) -> str:
    """A text as somebody with so much care types it: from 0, in haste, to 1."""
    if care < UNFINISHED:
        text = text.removesuffix(".")
    if care < HASTY and text[1:2].islower() and not text.startswith("I "):
        text = text[:1].lower() + text[1:]
    return text.replace("'", "") if keyboard < BARE else text
