"""Made answers in the service's database, stored as the service stores them, so that results have something to show."""

from collections import defaultdict
from random import Random

from sqlalchemy import Connection

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.variables import Variable, variables
from survey_app.respond.sending import kind_of_help
from survey_app.results.coding import Stored
from survey_app.surveys.surveys import published_version, survey_by_slug
from survey_app.surveys.waves import collectors_of, waves_of
from survey_app.web.london import london_day
from tests.results.sample import Fieldwork, store

WORDS = ("The bus shelter has no signal", "Shorter forms", "Somebody to ask on a Saturday", "=1+1 is not a formula")


def fieldwork_of(connection: Connection, slug: str) -> Fieldwork:
    """A survey's first round and link, as the service opened them."""
    survey = survey_by_slug(connection, slug)
    version = None if survey is None else published_version(connection, survey)
    assert survey is not None, slug
    assert version is not None, slug
    wave = waves_of(connection, survey.id)[0]
    return Fieldwork(survey, version, wave, collectors_of(connection, wave.id)[0].id)


def store_made_answers(connection: Connection, slug: str, people: int, seed: int = 1) -> None:
    """So many people's answers of the first day, by chance: early options more often than late ones, some blank."""
    fieldwork, random = fieldwork_of(connection, slug), Random(seed)  # noqa: S311  # chance that can be repeated
    questionnaire, day = fieldwork.version.questionnaire, london_day(fieldwork.wave.opens_at)
    helped = defaultdict(list)
    for _ in range(people):
        answers = made_answers(questionnaire, random)
        helped[kind_of_help(questionnaire, answers)].append(answers)
    for kind, several in helped.items():
        store(connection, fieldwork, several, day=day, help=kind)


def made_answers(questionnaire: Questionnaire, random: Random) -> dict[str, Stored]:
    """One person's answers to every question."""
    return {variable.key: _answer(variable, random) for variable in variables(questionnaire)}


def _answer(variable: Variable, random: Random) -> Stored:
    codes = [option.code for option in variable.options if not option.exclusive]
    if random.random() < 0.05:
        return None
    match variable.measure:
        case "single":
            return random.choices(codes, range(len(codes), 0, -1))[0]
        case "many":
            return tuple(random.sample(codes, random.randint(1, min(3, len(codes)))))
        case "number":
            return random.randint(0, 9)
        case "date":
            return f"{random.randint(2020, 2026)}-0{random.randint(1, 9)}-14"
        case "text":
            return random.choice(WORDS)
