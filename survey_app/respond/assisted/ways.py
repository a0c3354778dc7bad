"""The ways in which answers reach us with somebody's help: on paper, by telephone, beside the person."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from survey_app.surveys.waves import Wave

FORGOTTEN: Final = int(timedelta(days=30).total_seconds())
"""How long after its round has closed a form can be keyed in; then whatever is known of single forms is deleted."""


class Way(StrEnum):
    """How the answers of a batch came. It is the channel of its responses."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    BESIDE = "beside"


WORDS = {
    Way.PAPER: "On paper",
    Way.TELEPHONE: "By telephone",
    Way.BESIDE: "Beside the person",
}
"""What each way is called on screen."""

HELP = {Way.PAPER: "", Way.TELEPHONE: "by_telephone", Way.BESIDE: "beside_person"}
"""The kind of help that each way is by itself, where the answers tell none: never who helped."""


def help_by(channel: str) -> str:
    """The kind of help that a channel is by itself; empty where it is none."""
    return HELP[Way(channel)] if channel in set(Way) else ""


def may_be_keyed(wave: Wave, now: int) -> bool:
    """Whether forms of a round can be keyed in, at an instant in UTC seconds."""
    return wave.opens_at <= now and (wave.closes_at is None or now < wave.closes_at + FORGOTTEN)
