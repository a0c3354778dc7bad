"""The form above results: what may be chosen of whom figures are, what was, and why a typed address is refused."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import english_name_of
from survey_app.questionnaire.variables import variables
from survey_app.questionnaire.variants import variants_of
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import LANGUAGE_WORDS, LINK_WORDS, link_words
from survey_app.results.figures import number_words
from survey_app.results.views import LANGUAGE, LINK, Filter, View
from survey_app.surveys.waves import Collector

EVERYBODY: Final = "Everybody"

ONE_GROUP: Final = (
    "This view is not shown. To protect people, you read the results of everybody together. "
    "You can compare groups question by question."
)
"""Viewers have no filter by a characteristic (results contract, 28)."""

UNKNOWN: Final = (
    "This view is not shown. The address asks for an answer by which this survey's results cannot be filtered. "
    "Choose from the lists below."
)


class Choice(Struct, frozen=True):
    """One entry of a list. `value` is what the form sends."""

    value: str
    label: str
    chosen: bool = False


class Chooser(Struct, frozen=True):
    """One list of the form, sent under `name`. `key` tells lists of one name apart."""

    name: str
    key: str
    label: str
    choices: tuple[Choice, ...]


class Condition(Struct, frozen=True):
    """One filter in words, and the view without it, as a query."""

    words: str
    without: str


def choosers(questionnaire: Questionnaire, view: View, links: Sequence[Collector] = ()) -> tuple[Chooser, ...]:
    """A list for each declared characteristic that people answer with one or more codes, for the language, and for the
    links of the round."""
    known = {variable.key: variable for variable in variables(questionnaire)}
    some = [known[key] for key in questionnaire.characteristics if key in known]
    made = (
        Chooser(
            "filter",
            variable.key,
            f"{number_words(variable)}. {variable.label}",
            (
                Choice("", EVERYBODY),
                *(
                    Choice(f"{variable.key}:{each.code}", each.label, Filter(variable.key, each.code) in view.filters)
                    for each in variable.options
                    if not each.outside
                ),
            ),
        )
        for variable in some
        if variable.options
    )
    return (*made, *_by_language(questionnaire, view), *_by_link(links, view))


def _by_language(questionnaire: Questionnaire, view: View) -> Iterator[Chooser]:
    """A list of the variants, where there are some beside the survey's own language."""
    if questionnaire.wordings:
        variants = variants_of(questionnaire, drafts=True)
        languages = (
            Choice(f"{LANGUAGE}:{each}", english_name_of(each), Filter(LANGUAGE, each) in view.filters)
            for each in variants
        )
        yield Chooser("filter", LANGUAGE, LANGUAGE_WORDS, (Choice("", EVERYBODY), *languages))


def _by_link(links: Sequence[Collector], view: View) -> Iterator[Chooser]:
    """A list of the links and posters of a round, where there is more than one."""
    if len(links) > 1:
        made = (
            Choice(f"{LINK}:{link.id}", link_words(link), Filter(LINK, str(link.id)) in view.filters) for link in links
        )
        yield Chooser("filter", LINK, LINK_WORDS, (Choice("", EVERYBODY), *made))


def refusal(view: View, level: Level | None, offered: Sequence[Chooser]) -> str:
    """Why a view is not shown, in words that say what to do; empty where it may be."""
    if not view.filters:
        return ""
    if level is not Level.WORKING:
        return ONE_GROUP
    return "" if len(conditions(view, offered)) == len(view.filters) else UNKNOWN


def conditions(view: View, offered: Sequence[Chooser]) -> tuple[Condition, ...]:
    """The filters of a view that the form offers, in words."""
    labels = {choice.value: choice.label for chooser in offered for choice in chooser.choices}
    named = ((each, labels.get(f"{each.key}:{each.code}")) for each in view.filters)
    return tuple(Condition(words, view.without(each).query()) for each, words in named if words is not None)


def everybody(view: View) -> str:
    """The query of the same view without any filter."""
    return replace(view, filters=()).query()
