"""Characteristics that are no answers: how answers were collected, in which wording, and by which link or poster.

They are facts of each response, so that every survey has them: no question is asked for them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.questionnaire.languages import english_name_of
from survey_app.results.characteristics import Characteristic, Heading
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.overview import WAYS, way_masks
from survey_app.results.views import LANGUAGE, LINK
from survey_app.surveys.waves import KEYED, Collector

HOW: Final = "how"
"""The key of the characteristic of how answers were collected. No question is called so."""

COLLECTED: Final = Characteristic(
    HOW, "How it was collected", tuple(Heading(number, words) for number, words in enumerate(WAYS, start=1))
)

LANGUAGE_WORDS: Final = "Language or Easy Read"
LINK_WORDS: Final = "Link or poster"
OWN_ADDRESS: Final = "The survey's own address"
PAPER_FORMS: Final = "Paper forms"

FACTS: Final = frozenset({HOW, LANGUAGE, LINK})


def wordings(codings: Iterable[Coding]) -> Characteristic | None:
    """The languages, and Easy Read, in which a survey can be answered; None where there is one.

    Groups stand in the order in which versions brought them, so that a new version only adds some behind.
    """
    variants = variants_met(codings)
    groups = tuple(Heading(number, english_name_of(each)) for number, each in enumerate(variants, start=1))
    return Characteristic(LANGUAGE, LANGUAGE_WORDS, groups, codes=variants) if len(groups) > 1 else None


def variants_met(codings: Iterable[Coding]) -> tuple[str, ...]:
    """The variants of all versions, in the order in which they came."""
    return tuple(dict.fromkeys(variant for coding in codings for variant in coding.variants))


def links_crossed(links: Sequence[Collector]) -> Characteristic | None:
    """The links and posters of a round; None where there is one alone. A group's number is its link's id."""
    groups = tuple(Heading(link.id, link_words(link)) for link in sorted(links, key=lambda link: link.id))
    return Characteristic(LINK, LINK_WORDS, groups) if len(groups) > 1 else None


def link_words(link: Collector) -> str:
    """A link as the team calls it: its code and place; by their own names the first one, and forms on paper."""
    code = PAPER_FORMS if link.code.startswith(KEYED) else OWN_ADDRESS if link.code == "open" else link.code
    return f"{code} ({link.place})" if link.place else code


def fact_masks(columns: ColumnSet, by: Characteristic) -> Iterator[NDArray[np.bool_]]:
    """Where somebody is in each group of a fact, each mask made for the caller to change."""
    facts = columns.facts
    match by.key:
        case "language":
            yield from (facts.variant == columns.number_of_word(code) for code in by.codes)
        case "link":
            yield from (facts.collector == group.number for group in by.groups)
        case _:
            yield from way_masks(columns)
