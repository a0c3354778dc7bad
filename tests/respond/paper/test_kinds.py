"""Every kind of question can be answered with a pen, and how to reach somebody never stands beside answers."""

import pytest

from survey_app.questionnaire.loading import read_file
from survey_app.web.tongues import ENGLISH
from tests.questionnaire.kinds.files import kind_file
from tests.respond.paper.shipped import ORGANISATION, on_paper
from tests.serving import CHECKOUT


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("ranking", "Write 1 beside what comes first, 2 beside the next, up to 3."),
        ("money", "Write pounds and pence."),
        ("date", "Write the day, the month and the year in numbers."),
        ("month", "Write the month and the year in numbers."),
        ("postcode", "Tick the area where you live. You need not write your postcode."),
    ],
)
def test_paper_says_how_a_kind_is_answered(kind: str, how: str) -> None:
    question = on_paper(read_file(kind_file(kind), ORGANISATION), "en")["K1"]
    assert ENGLISH.say(question.answering.how) == how
    assert question.answering.cells or question.answering.options


@pytest.mark.parametrize("kind", ["email", "phone"])
def test_how_to_reach_somebody_is_not_printed_with_answers(kind: str) -> None:
    assert set(on_paper(read_file(kind_file(kind), ORGANISATION), "en")) == {"K1"}


def test_paper_says_the_declared_words_for_an_earlier_answer() -> None:
    file = CHECKOUT / "tests" / "respond" / "piping" / "questionnaire.toml"
    assert on_paper(read_file(file, ORGANISATION), "en")["W2"].label == "Which line of your usual way do you take?"
