"""Earlier answers in later words: `{R14}` or `{R14|what you used}` in a label, a hint or an option."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Answers, Circumstances, Value
from survey_app.questionnaire.definition import Asked, Items, Number, Option, Questionnaire, ShortText
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.presenting import reworded
from survey_app.questionnaire.reading_money import pounds
from survey_app.questionnaire.walking import items_of, options_of, positions

PIPE: Final = re.compile(r"\{([A-Z][A-Z0-9]*[0-9]+[a-z]?[0-9]?(?:\.[a-z0-9_]+)?)(?:\|([^{}|]*))?\}")

ISOLATED, ENDED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""What stands around words that somebody typed, in whatever direction they are written, until a page is made."""

DIRECTIONS: Final = re.compile("[\u2066-\u2069\u202a-\u202e]")
"""Marks of direction, which could otherwise end the isolation from within."""

LONGEST: Final = 80
"""Characters of a typed text that are said again."""

NOTHING: Final = "…"
"""What stands for an answer where nobody in particular answers: in results and lists of questions."""


class Pipe(Struct, frozen=True):
    """One place for an answer: its key, and the words where there is none."""

    key: str
    otherwise: str = ""

    @property
    def question(self) -> str:
        """The id of the question that it names."""
        return self.key.partition(".")[0]


def pipes_in(text: str) -> Iterator[Pipe]:
    """The places in a text."""
    return (Pipe(found[1], found[2] or "") for found in PIPE.finditer(text))


def piped(question: Asked, answers: Answers, circumstances: Circumstances, questionnaire: Questionnaire) -> Asked:
    """The question with earlier answers in its words; the same object where it has no place for any."""
    if not has_pipes(question):
        return question
    known = positions(questionnaire)

    def said(pipe: Pipe) -> str:
        source = known[pipe.question][1]
        words = _answer_words(reworded(source, answers, circumstances), pipe.key, answers)
        return words or pipe.otherwise

    return filled(question, said)


def unpiped(question: Asked) -> Asked:
    """The question in words for nobody in particular."""
    return filled(question, lambda pipe: pipe.otherwise or NOTHING) if has_pipes(question) else question


def has_pipes(question: Asked) -> bool:
    """Whether an earlier answer stands in a question's words."""
    if "{" in question.label or "{" in question.hint:
        return True
    return any("{" in option.label or "{" in option.hint for option in options_of(question)) or any(
        "{" in item.label for item in items_of(question)
    )


def is_isolated(question: Asked) -> bool:
    """Whether words that somebody typed stand in the question's words."""
    texts = (question.label, question.hint, *(option.label for option in options_of(question)))
    hints = (option.hint for option in options_of(question))
    return any(ISOLATED in text for text in (*texts, *hints, *(item.label for item in items_of(question))))


def filled_text(text: str, said: Callable[[Pipe], str]) -> str:
    """A text with what is said in each of its places for an earlier answer."""
    return PIPE.sub(lambda found: said(Pipe(found[1], found[2] or "")), text)


def filled(question: Asked, said: Callable[[Pipe], str]) -> Asked:
    """A question's label, hint, options and rows in the same way."""

    def words(text: str) -> str:
        return filled_text(text, said)

    worded = replace(question, label=words(question.label), hint=words(question.hint))
    if isinstance(worded, Items):
        worded = replace(worded, items=tuple(replace(item, label=words(item.label)) for item in worded.items))
    if options_of(worded):
        options = (replace(each, label=words(each.label), hint=words(each.hint)) for each in options_of(worded))
        return _with_options(worded, tuple(options))
    return worded


def _with_options(question: Asked, options: tuple[Option, ...]) -> Asked:
    return replace(question, options=options)


def _answer_words(source: Asked, key: str, answers: Answers) -> str:
    """An answer as it can stand in a sentence; empty where there is none."""
    value = answers.get(key)
    match source:
        case ShortText() if isinstance(value, str):
            return isolated(value)
        case Number() if value is not None:
            return f"{value} {source.unit}".rstrip()
        case Money() if isinstance(value, int | float):
            return pounds(value)
    detail = answers.get(f"{source.id}-detail")
    return _chosen_words(options_of(source), value, detail if isinstance(detail, str) else "")


def _chosen_words(options: tuple[Option, ...], value: Value, detail: str) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    chosen = [option for option in options if option.code in codes]
    return ", ".join(isolated(detail) if option.detail and detail else option.label for option in chosen)


def isolated(typed: str) -> str:
    """Typed words on one line, marked as such."""
    plain = " ".join(DIRECTIONS.sub("", typed).split())
    short = plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"{ISOLATED}{short}{ENDED}" if short else ""
