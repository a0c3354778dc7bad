"""The codebook has a line for every column and code that the file of all answers can hold."""

import csv
import io

from survey_app.questionnaire.conditions import (
    All,
    AnyOf,
    ChannelIs,
    Condition,
    CountAtLeast,
    Includes,
    Is,
    IsAnyOf,
    Not,
    NumberBetween,
    VariantIs,
)
from survey_app.results.coding import codings
from survey_app.results.files.answers import answers_file
from survey_app.results.files.codebook import MISSING, codebook
from survey_app.results.files.conditions import condition_words
from survey_app.results.files.fields import PROTECTED, WORDS
from tests.results.sample import FIRST, column_set, people, second, versions


def read(*, equality: bool = True) -> list[dict[str, str]]:
    survey = versions(FIRST, second())
    content = codebook(codings(survey), survey, equality=equality)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_column_of_the_file_is_explained_and_nothing_else() -> None:
    columns = column_set(people(3, Q1="daily"), survey=versions(FIRST, second()), demonstration=True)
    (header, *_) = answers_file(columns, {1: 1}, {1: "open"}, (), strict=False)
    names = next(csv.reader([header.decode("utf-8-sig")]))
    explained = {row["variable"] for row in read() if row["stands_in"] == "answers"}
    assert explained == {*names, "*"}


def test_every_sign_in_place_of_a_code_is_explained() -> None:
    assert set(MISSING) == {*WORDS.values(), PROTECTED}
    assert {row["code"] for row in read() if row["variable"] == "*"} == set(MISSING)


def test_a_code_has_its_words_role_and_versions() -> None:
    rows = {(row["variable"], row["code"]): row for row in read()}
    weekly, monthly = rows["Q1", "weekly"], rows["Q1", "monthly"]
    assert (weekly["label"], weekly["version_from"], weekly["version_to"]) == ("Every week", "1", "1")
    assert (monthly["label"], monthly["version_from"], monthly["version_to"]) == ("Every month", "2", "2")
    assert rows["Q1", "refused"]["role"] == "refused"
    assert rows["Q2.phone", "1"]["label"] == "Phone"
    assert rows["Q5", ""]["label"] == "0 to 40 hours"
    assert rows["Q3", "easy"]["asked_if"] == "Q1 is “Daily”"
    assert rows["Q6", ""]["stands_in"] == "a file of its own"


def test_what_stands_apart_is_said_to() -> None:
    apart = {row["variable"] for row in read(equality=False) if row["stands_in"].startswith("no file")}
    assert apart == {"Q8"}


def test_every_condition_has_words() -> None:
    known = {each.key: each for each in codings(versions())}
    said: dict[Condition, str] = {
        Is("Q1", "daily"): "Q1 is “Every day”",
        IsAnyOf("Q1", ("daily", "never")): "Q1 is “Every day” or “Never”",
        Includes("Q2", "phone"): "Q2 includes “Phone”",
        CountAtLeast("Q2", 2): "at least 2 answers to Q2",
        NumberBetween("Q5", 1, 4): "Q5 is between 1 and 4",
        VariantIs("ur"): "answered in ur",
        ChannelIs("paper"): "answered by paper",
        Not(Is("Q9", "x")): "not (Q9 is “x”)",
        All((Is("Q1", "daily"), AnyOf((VariantIs("ur"), ChannelIs("web"))))): (
            "Q1 is “Every day”, and (answered in ur, or answered by web)"
        ),
    }
    assert {each: condition_words(each, known) for each in said} == said
