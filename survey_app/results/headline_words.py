"""The rule of a headline in words, made from the rule itself, so that both say the same (results contract, 9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from survey_app.questionnaire.headlines import AllHeadline, Answer, AnyHeadline, AnyKind, CountHeadline, MostHeadline
from survey_app.questionnaire.variables import number_of
from survey_app.results.coding import Coding

UNDECIDED: Final = "Somebody is left out only where an answer is missing that could change this."
MOST_PARTS: Final = 6
"""Parts that are named one by one; more are said by their number and the first."""


def how_counted(headline: AnyKind, every: Mapping[str, AnyKind], codings: Mapping[str, Coding]) -> str:
    """How a headline is counted, in sentences. `every` are all headlines by code, `codings` those of questions."""
    match headline:
        case Answer():
            return " ".join((f"Counted are those who {_gave(headline, codings)}.", *_of(headline)))
        case MostHeadline():
            return f"The answers to {_question(headline.question, codings)} that most people gave."
        case AnyHeadline():
            return f"Counted is whoever fits any of these: {_parts(headline.of, every, codings)}. {UNDECIDED}"
        case AllHeadline():
            words = _parts(headline.of, every, codings)
            first = f"Counted is whoever fits {'all of these' if len(headline.of) > 1 else 'this'}: {words}."
            without = _parts(headline.but_not, every, codings)
            return " ".join((first, *([f"Not counted is whoever fits this: {without}."] if without else []), UNDECIDED))
        case CountHeadline():
            bounds = "".join(_bounds(headline))
            return (
                f"How many of these {len(headline.of)} hold{bounds}: {_parts(headline.of, every, codings)}. {UNDECIDED}"
            )


def _bounds(headline: CountHeadline) -> Iterator[str]:
    if headline.at_least is not None:
        yield f", {headline.at_least} or more"
    if headline.at_most is not None:
        yield f", {headline.at_most} or fewer"


def _parts(codes: Sequence[str], every: Mapping[str, AnyKind], codings: Mapping[str, Coding]) -> str:
    """Each part by what it is made of; where there are many alike, by their label."""
    if len(codes) > MOST_PARTS:
        return "; ".join(every[code].label for code in codes)
    return "; ".join(_part(every[code], every, codings) for code in codes)


def _part(part: AnyKind, every: Mapping[str, AnyKind], codings: Mapping[str, Coding]) -> str:
    return f"{part.label} ({_gave(part, codings)})" if isinstance(part, Answer) else part.label


def _gave(rule: Answer, codings: Mapping[str, Coding]) -> str:
    coding = codings.get(rule.question)
    labels = {} if coding is None else {option.code: option.label for option in coding.options}
    said = " or ".join(f"“{labels.get(code, code)}”" for code in rule.codes)
    besides = " or ".join(f"“{labels.get(code, code)}”" for code in rule.without)
    ticked = coding is not None and coding.measure == "many"
    words = f"{'ticked' if ticked else 'answered'} {said} at {_question(rule.question, codings)}"
    return f"{words}, but not {besides}" if besides else words


def _question(key: str, codings: Mapping[str, Coding]) -> str:
    coding = codings.get(key)
    if coding is None:
        return f"question {key}"
    number = number_of(coding.variable.question)
    row = "" if coding.variable.item is None else f", “{coding.variable.item.label}”"
    return f"question {number}{row}"


def _of(rule: Answer) -> Iterator[str]:
    """Of whom the percentage is."""
    no = [
        words
        for words, holds in (
            ("who were not asked", rule.not_asked_counts_as == "no"),
            ("to whom it does not apply", rule.base == "everyone"),
            ("who left it blank", rule.left_blank_counts_as == "no"),
        )
        if holds
    ]
    out = [
        words
        for words, holds in (
            ("who were not asked", rule.not_asked_counts_as != "no"),
            ("to whom it does not apply", rule.base != "everyone"),
            ("who left it blank", rule.left_blank_counts_as != "no"),
        )
        if holds
    ]
    if no:
        yield f"People {' or '.join(no)} count as “no”."
    yield f"Left out are people {', '.join([*out, 'who preferred not to say'])}."
