"""The records of pretend answers: everybody drawn, asked and sent, as rows in chunks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct

from survey_app.demo.answering import Answered, answered, asking_of
from survey_app.demo.asking import ask
from survey_app.demo.crowd import Crowd
from survey_app.demo.margins import Margins
from survey_app.demo.model import CHANNEL, Made
from survey_app.demo.people import people
from survey_app.demo.rounds import Span
from survey_app.demo.rows import Row, Rows
from survey_app.questionnaire.definition import Questionnaire
from survey_app.respond.timing import Pace
from survey_app.surveys.surveys import Survey
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Collector

CHUNK: Final = 2000
"""People drawn at once."""

PACE: Final = "pace"
"""The fact that says how long somebody took on the web."""

UNTIMED: Final[Pace] = "unknown"

_encoder = msgspec.json.Encoder()


class Place(Struct, frozen=True):
    """One round that pretend answers go to, with its links by the codes of the fact `channel`."""

    wave_id: int
    span: Span
    links: Mapping[str, Sequence[Collector]]


class Demonstration(Struct, frozen=True):
    """What the pretend people of a survey answer, what they are made of, and where their answers go."""

    survey: Survey
    version: Version
    made: Made
    margins: Margins | None
    places: tuple[Place, ...]


def crowd_of(
    questionnaire: Questionnaire,
    made: Made,
    margins: Margins | None,
    wave: tuple[int, int],
    size: int,
    random: np.random.Generator,
) -> Crowd:
    """So many people with their answers. `wave` is the round's number among the pretend ones and how many they are."""
    crowd = people(made.model, margins, size, wave, random, questionnaire.language)
    ask(crowd, questionnaire, made)
    return crowd


def rows_of(demonstration: Demonstration, seed: int) -> Iterator[Rows]:
    """Everything that is to be stored, in chunks. The same seed gives the same rows."""
    questionnaire, made = demonstration.version.questionnaire, demonstration.made
    random = np.random.default_rng([seed, *demonstration.survey.slug.encode()])
    asking = asking_of(questionnaire)
    for number, place in enumerate(demonstration.places, start=1):
        days = place.span.days(random)
        for start in range(0, len(days), CHUNK):
            some = days[start : start + CHUNK]
            wave = (number, len(demonstration.places))
            crowd = crowd_of(questionnaire, made, demonstration.margins, wave, len(some), random)
            sent = list(answered(asking, crowd, made.model.early))
            yield _rows(demonstration, place, crowd, sent, some)


def _rows(
    demonstration: Demonstration, place: Place, crowd: Crowd, sent: Sequence[Answered], days: Sequence[str]
) -> Rows:
    ids = crowd.random.integers(2**63 - 1, size=len(sent)).tolist()
    links, paces = _links(place, crowd), _paces(crowd)
    responses: list[Row] = [
        {
            "id": number,
            "survey_id": demonstration.survey.id,
            "version_id": demonstration.version.id,
            "wave_id": place.wave_id,
            "collector_id": links[each.place].id,
            "channel": links[each.place].channel,
            "place": links[each.place].place,
            "variant": crowd.variant,
            "help": each.help,
            "day": days[each.place],
            "answers": _encoder.encode(each.answers).decode(),
            "reached": each.reached,
            "pace": paces[each.place] if links[each.place].channel == "web" else UNTIMED,
            "state": "counted",
            "settled": True,
        }
        for number, each in zip(ids, sent, strict=True)
    ]
    return Rows(responses, _profile(place, crowd, sent))


def _profile(place: Place, crowd: Crowd, sent: Sequence[Answered]) -> list[Row]:
    pairs = [pair for each in sent for pair in each.profile.items()]
    ids = crowd.random.integers(2**63 - 1, size=len(pairs)).tolist()
    return [
        {
            "id": number,
            "wave_id": place.wave_id,
            "question": key,
            "answer": None if value is None else _encoder.encode(value).decode(),
            "settled": True,
        }
        for number, (key, value) in sorted(zip(ids, pairs, strict=True))
    ]


def _links(place: Place, crowd: Crowd) -> list[Collector]:
    """The link by which each person came: one of those of their way, by chance."""
    column = crowd.picked[CHANNEL]
    ways = [place.links[code] for code in column.codes]
    draws = crowd.random.random(crowd.size).tolist()
    chosen = zip((ways[way] for way in column.places.tolist()), draws, strict=True)
    return [links[int(draw * len(links))] for links, draw in chosen]


def _paces(crowd: Crowd) -> list[str]:
    column = crowd.picked.get(PACE)
    return [UNTIMED] * crowd.size if column is None else [column.codes[each] for each in column.places.tolist()]
