"""Earlier answers in later words: of a question that comes before, that has words, and with words where it is blank."""

from collections.abc import Iterator, Mapping
from typing import Final

from survey_app.questionnaire.conditions import Condition, Not
from survey_app.questionnaire.definition import (
    Asked,
    Items,
    Many,
    Number,
    One,
    Postcode,
    Questionnaire,
    Ranking,
    Scale,
    ShortText,
)
from survey_app.questionnaire.faults import Fault
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.pipes import Pipe, pipes_in
from survey_app.questionnaire.proving import Step, both, possible, steps
from survey_app.questionnaire.texts import Part, Text, texts
from survey_app.questionnaire.variables import keys_of
from survey_app.questionnaire.walking import positions

SAID: Final = One | Many | Scale | Items | Ranking | Postcode | ShortText | Number | Money
"""Kinds whose answer can stand in a sentence: not a long text, nor a date, whose words each language bends."""

PLACES: Final = frozenset({Part.LABEL, Part.HINT, Part.PARAGRAPHS, Part.OPTION, Part.OPTION_HINT, Part.ITEM})


def pipe_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Faults of every place for an earlier answer. Conditions must be without faults."""
    known, order = steps(questionnaire), positions(questionnaire)
    for text in texts(questionnaire):
        for pipe in pipes_in(text.words):
            yield from _pipe_faults(text, pipe, order, known)


def _pipe_faults(
    text: Text, pipe: Pipe, order: Mapping[str, tuple[int, Asked]], known: Mapping[str, Step]
) -> Iterator[Fault]:
    if text.part not in PLACES or text.spot.question not in order:
        yield text.spot.fault("pipe_misplaced", f"No answer can stand in the {text.part}. Write the words.")
        return
    if pipe.question not in order or pipe.key not in (pipe.question, *keys_of(order[pipe.question][1])):
        yield text.spot.fault("pipe_unknown", f"There is no answer {pipe.key} to put there. Correct its name.")
        return
    (here, asked), (there, source) = order[text.spot.question], order[pipe.question]
    if there >= here:
        yield text.spot.fault("pipe_not_earlier", f"{pipe.question} is not asked before it. Move one of them.")
    elif not isinstance(source, SAID) or pipe.key not in keys_of(source):
        yield text.spot.fault("unfit_pipe", f"An answer to {pipe.key} cannot stand in a sentence. Write the words.")
    elif not pipe.otherwise and not _always(asked, source, pipe.key, known):
        yield text.spot.fault(
            "pipe_without_words", f"Somebody may leave {pipe.key} blank. Write {{{pipe.key}|words for them}}."
        )


def _always(asked: Asked, source: Asked, key: str, known: Mapping[str, Step]) -> bool:
    """Whether everybody who is asked one question has answered the other."""
    if not source.needed or not keys_of(asked):
        return False
    reached: Condition = known[keys_of(asked)[0]].asked
    return possible(both(reached, Not(known[key].asked)), known) is False
