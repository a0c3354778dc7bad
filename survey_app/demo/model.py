"""The model of pretend people: the stated probabilities of `questionnaires/SLUG/demonstration.toml`, and their words.

A person is drawn in the order of the file. First what is not asked: facts (one of some codes) and leanings (numbers
about 0, such as skill). Then each answer, in the order of the questionnaire. Conditions are those of questionnaires;
they may ask for facts too, and for `round`, `1` for the oldest.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from survey_app.questionnaire.conditions import Condition

CHANNEL = "channel"
"""The fact that says in which way somebody answers: `own` device, computer of a `library`, `telephone` or `paper`."""

FILE = "demonstration.toml"
TEXTS_FILE = "demonstration_texts.toml"


class Shift(Struct, frozen=True, forbid_unknown_fields=True):
    """What changes for those of whom a condition is true: weights and odds `times` so much, a leaning `by` so much."""

    when: Condition
    times: dict[str, float] = {}
    by: float = 0.0


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """How one fact, leaning or answer is drawn. A row of an item list has a rule of its own, or its question's."""

    weights: dict[str, float] = {}
    """For one answer: how often each code, all of them together being any sum. A code not named has 1."""
    copies: str = ""
    """For one answer: the fact whose code is given. `weights` then are percentages of those who say something else."""
    ticks: dict[str, float] = {}
    """For ticks: the share of people who tick each option. One not named has 0.02."""
    alone: dict[str, float] = {}
    """For ticks: the share of people who tick this one and nothing else."""
    share: float = 0.0
    """For typed text: the share of people who type something."""
    spread: float = 0.0
    """For a leaning: its standard deviation."""
    lean: dict[str, float | dict[str, float]] = {}
    """By leaning: what a step of it adds to the log odds of each code; one number counts for each point of a scale's
    scores, for each tick alike, for typing, or for another leaning."""
    shift: tuple[Shift, ...] = ()
    blank: float | None = None
    """The share of people who leave it blank, where it differs from the rest."""


OWN_DEVICE = Rule(weights={"own": 1.0})
"""How people answer where no rule says it."""


class Rounds(Struct, frozen=True, forbid_unknown_fields=True):
    """In which rounds pretend answers came in. `shares` are of the earlier ones, oldest first, then of the open one."""

    earlier: int
    days: int
    """Of fieldwork in each."""
    every: int
    """Days from one opening to the next."""
    shares: tuple[float, ...]


class Model(Struct, frozen=True, forbid_unknown_fields=True):
    """The stated probabilities of one survey. `margins` says that district, age and sex come from the census."""

    rounds: Rounds
    people: dict[str, Rule]
    answers: dict[str, Rule]
    margins: bool = False
    blank: float = 0.02
    early: float = 0.01
    """The share of people who send before the end."""

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways in which people answer: the codes of the fact `channel`."""
        return tuple(self.people.get(CHANNEL, OWN_DEVICE).weights)


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody writes about: one sentence, or nothing, of each part. Only for those of whom `when` is true."""

    parts: tuple[tuple[str, ...], ...]
    weight: float = 1.0
    when: Condition | None = None


Texts = dict[str, tuple[Topic, ...]]
"""What people type, by key: `R21`, or `R13-detail` for the box under "something else"."""


class Made(Struct, frozen=True):
    """All that pretend people of one survey are made of."""

    model: Model
    texts: Texts


BY_CHANCE = Made(Model(rounds=Rounds(earlier=1, days=28, every=91, shares=(0.4, 0.6)), people={}, answers={}), {})
"""Where there is no file: everybody answers by chance."""


def read_made(folder: Path) -> Made:
    """Read a survey's two files, or answer by chance where there are none.

    Raises msgspec.ValidationError with the place where one is not as it should be.
    """
    path = folder / FILE
    if not path.exists():
        return BY_CHANCE
    model = msgspec.toml.decode(path.read_bytes(), type=Model)
    texts = folder / TEXTS_FILE
    return Made(model, msgspec.toml.decode(texts.read_bytes(), type=Texts) if texts.exists() else {})


def rule_of(model: Model, question: str, item: str = "") -> Rule:
    """The rule of a question or of one of its rows: a row's own words stand before those of its question."""
    rule = model.answers.get(question, Rule())
    own = model.answers.get(f"{question}.{item}")
    if own is None or not item:
        return rule
    given = {
        name: value for name in Rule.__struct_fields__ if (value := getattr(own, name)) not in ("", None, 0.0, {}, ())
    }
    return msgspec.structs.replace(rule, **given)
