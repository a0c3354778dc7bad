"""Addresses as people copy them from a letter or a poster: with capitals, with the full stop that ended a sentence."""

import re
from typing import Final

STRAY = " .,;:!?()[]<>\"'\u2018\u2019\u201c\u201d-_"
"""What stands around an address in a text and is no part of it."""


OURS: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


def is_ours(part: str) -> bool:
    """Whether a part of an address could be one of ours: nobody is sent on to anything else."""
    return OURS.fullmatch(part) is not None


def as_meant(part: str) -> str:
    """A part of an address as it was probably printed: our own have small letters, digits and dashes inside."""
    return part.strip(STRAY).lower()
