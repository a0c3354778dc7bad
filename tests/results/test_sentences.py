"""One plain sentence says what may be shown, and nothing of what is hidden."""

from survey_app.results.disclosure import Level, disclose
from survey_app.results.sentences import EVEN, NOBODY, NONE_SHOWN, PROTECTED, sentence

LABELS = ("Every day", "Every week", "Never")


def said(base: int, *counts: int, level: Level = Level.WORKING) -> str:
    return sentence(LABELS, disclose(base, counts, level), "single")


def test_the_most_common_answer_is_named_with_its_share() -> None:
    assert said(143, 64, 50, 29) == "The most common answer was “Every day”: 45% (64 of 143 people)."


def test_ties_are_named_together_unless_there_are_many() -> None:
    assert (
        said(50, 20, 20, 10) == "The most common answers were “Every day” and “Every week”: 40% (20 of 50 people) each."
    )
    labels = ("a", "b", "c", "d")
    assert sentence(labels, disclose(40, [10] * 4, Level.WORKING), "single") == EVEN


def test_of_several_choices_it_says_chosen_most_often() -> None:
    shown = disclose(100, [60, 50, 0], Level.WORKING)
    assert sentence(LABELS, shown, "many") == "“Every day” was chosen most often: 60% (60 of 100 people)."


def test_guarded_sentences_use_the_rounded_numbers() -> None:
    assert (
        said(143, 64, 50, 29, level=Level.GUARDED) == "The most common answer was “Every day”: 45% (65 of 145 people)."
    )
    assert said(40, 22, 12, 6, level=Level.GUARDED) == "The most common answer was “Every day”: 20 of 40 people."


def test_what_is_hidden_is_said_to_be() -> None:
    assert said(9, 9, 0, 0, level=Level.GUARDED) == PROTECTED
    assert said(20, 7, 7, 6, level=Level.GUARDED) == NONE_SHOWN


def test_nobody_is_said_to_be_nobody() -> None:
    assert said(0, 0, 0, 0) == NOBODY
