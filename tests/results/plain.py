"""Counting again in plain Python, from the file of answers that the team downloads or from stored rows.

Nothing here comes from the results room: dictionaries, `csv` and `json` only. A person is a dictionary of what the
file's columns hold. Where the file says less than is stored (ages are in five bands, rare languages and links are
hidden), the same dictionaries are made from the stored rows.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from survey_app.questionnaire.definition import Option, Questionnaire, Role
from survey_app.questionnaire.variables import Variable, variables
from survey_app.questionnaire.variants import in_variant, variants_of
from survey_app.surveys.versions import Version
from survey_app.tables.respond import response

Person = Mapping[str, str]

WHY = {"not asked", "left blank", "not understood", "not offered"}
"""What the file has where there is no code."""

KNOWN = {Role.SUBSTANTIVE, Role.NONE}


class Plain(Struct, frozen=True):
    """What a question comes to: people in its base, by option, and outside its base by why."""

    base: int
    counts: Counter[str]
    outside: Counter[str]
    own: Mapping[str, int]
    """Of how many people each option is: those in the base to whom their language or Easy Read offered it, and whoever
    chose it."""


def from_file(content: bytes) -> list[Person]:
    """The people of the file, everyone that it holds."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def from_stored(connection: Connection, version: Version, rounds: Mapping[int, int]) -> list[Person]:
    """The same of the counted rows of one version, straight from the database. `rounds` are numbers by wave id."""
    rows = connection.execute(select(response).where(response.c.state == "counted")).all()
    every = variables(version.questionnaire)
    away = [(each.key, option.code) for each in every for option in each.options if option.outside]
    people: list[Person] = []
    for row in rows:
        answers = json.loads(row.answers)
        person: dict[str, str] = {"round": str(rounds[row.wave_id]), "channel": row.channel, "help": row.help}
        person["language"] = row.variant
        person["in_area"] = "0" if any(answers.get(key) == code for key, code in away) else "1"
        gone = left_out(version.questionnaire, row.variant)
        for each in every:
            person |= _stored(each, answers, gone)
        people.append(person)
    return people


def left_out(questionnaire: Questionnaire, variant: str) -> set[str]:
    """The keys that a variant does not ask for."""
    every = {each.key for each in variables(questionnaire)}
    return every - {each.key for each in variables(in_variant(questionnaire, variant))}


def _stored(variable: Variable, answers: Mapping[str, object], gone: set[str]) -> Person:
    key, value = variable.key, answers.get(variable.key)
    blank = "not understood" if answers.get(f"{key}-unclear") is True else "left blank"
    absent = "not offered" if key in gone else "not asked"
    why = absent if key not in answers else blank if value in (None, []) else ""
    if variable.measure == "many":
        ticks = value if isinstance(value, list) else []
        return {f"{key}.{each.code}": why or str(int(each.code in ticks)) for each in variable.options}
    return {key: why or str(value)}


def people_of(people: Iterable[Person], number: int, filters: Sequence[tuple[Variable, str]] = ()) -> list[Person]:
    """Those of a round, from inside the area, who gave every one of some answers."""
    return [
        each
        for each in people
        if each["round"] == str(number)
        and each["in_area"] == "1"
        and all(code in chosen(variable, each) for variable, code in filters)
    ]


def chosen(variable: Variable, person: Person) -> list[str]:
    """The codes that somebody chose, or the one reason why there are none."""
    if variable.measure != "many":
        return [person[variable.key]]
    cells = {each.code: person[f"{variable.key}.{each.code}"] for each in variable.options}
    missing = WHY.intersection(cells.values())
    return sorted(missing) if missing else [code for code, cell in cells.items() if cell == "1"]


def counted(variable: Variable, people: Iterable[Person], offers: Mapping[str, Mapping[str, set[str]]]) -> Plain:
    """One question over some people (results contract, 1 to 6). `offers` are the codes by language and key."""
    inside = {each.code for each in variable.options if _inside(variable, each)}
    roles = {each.code: each.role for each in variable.options}
    base, counts, outside, own = 0, Counter[str](), Counter[str](), Counter[str]()
    for person in people:
        codes = chosen(variable, person)
        counts.update(code for code in codes if code not in WHY)
        if inside.intersection(codes):
            base += 1
            offered = offers[person["language"]].get(variable.key, set())
            # whoever chose what a variant lacks had more to choose from
            own.update(roles if set(codes) & inside - offered else offered)
        else:
            outside.update({codes[0] if codes[0] in WHY else roles[codes[0]].value})
    return Plain(base, counts, outside, own)


def offers_of(questionnaire: Questionnaire) -> dict[str, dict[str, set[str]]]:
    """The codes that each language, and Easy Read, offers, by key."""
    return {
        variant: {
            each.key: {option.code for option in each.options} for each in variables(in_variant(questionnaire, variant))
        }
        for variant in variants_of(questionnaire, drafts=True)
    }


def by_answer(variable: Variable, people: Sequence[Person]) -> dict[str, list[Person]]:
    """People by the option of a one-answer question, for those that make a group."""
    options = [each.code for each in variable.options if each.role in KNOWN and not each.outside]
    return {code: [each for each in people if each[variable.key] == code] for code in options}


def by_way(people: Sequence[Person]) -> dict[str, list[Person]]:
    """People by how they answered: online by themselves, with help or by telephone, on paper."""
    ways: dict[str, Callable[[Person], bool]] = {
        "Online, by themselves": lambda each: each["channel"] == "web" and each["help"] == "",
        "On paper": lambda each: each["channel"] == "paper",
    }
    found = {words: [each for each in people if belongs(each)] for words, belongs in ways.items()}
    rest = [each for each in people if not any(belongs(each) for belongs in ways.values())]
    return {"Online, by themselves": found["Online, by themselves"], "With help, or by telephone": rest} | found


def _inside(variable: Variable, option: Option) -> bool:
    return option.role in KNOWN or (option.role is Role.DONT_KNOW and variable.question.dont_know == "inside")
