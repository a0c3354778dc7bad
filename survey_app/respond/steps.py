"""One step of a journey: a section as it is asked of one person, with what they answered."""

from collections.abc import Hashable
from typing import Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from survey_app.questionnaire.conditions import Value
from survey_app.questionnaire.definition import Asked, Section
from survey_app.questionnaire.problems import Problem

KEPT = 256
"""What is remembered of one section at once: the combinations of ticks that the people answering now have made."""

State: TypeAlias = Literal["passed", "skipped", "refused"]
"""How a section was last left: with Continue, with Skip, or with Continue and a problem. Absent: never."""

Kept = TypeVar("Kept")


class Step(Struct, frozen=True):
    """One section on the path, with its questions as they are asked of this person."""

    section: Section
    questions: tuple[Asked, ...]
    state: State | None
    answers: dict[str, Value]
    problems: tuple[Problem, ...]

    @property
    def open(self) -> bool:
        """Whether this section still waits for its Continue."""
        return self.state not in {"passed", "skipped"} or bool(self.problems)

    @property
    def answered(self) -> bool:
        """Whether anything here was answered."""
        return any(value is not None for value in self.answers.values())


class Memory(Generic[Kept]):
    """What was worked out for some answers, kept for whoever gives the same. Only codes are remembered, never text."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: dict[Hashable, Kept] = {}
        self.get = self._kept.get

    def keep(self, key: Hashable, made: Kept) -> Kept:
        """Remember what was made under a key; everything else is forgotten when there is too much."""
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = made
        return made
