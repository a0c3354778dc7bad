"""The real questionnaires whole, and drafts of any content for them, for laws that must always hold."""

from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from survey_app.organisation import read_organisation
from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.reading import field_names
from survey_app.questionnaire.walking import options_of
from survey_app.respond.journey import Draft
from tests.serving import CHECKOUT

SLUGS = ("residents", "staff", "pulse", "feedback")

TEXTS = st.sampled_from(["", " ", "42", "-1", "a few words", "x" * 201, "y" * 2001, "line\r\nline", "\u0661\u0662"])


@cache
def whole(slug: str) -> Questionnaire:
    """A real questionnaire, as it is loaded."""
    folder = CHECKOUT / "questionnaires"
    return read_file(folder / slug / "questionnaire.toml", read_organisation(folder / "organisation.toml"))


def drafts(slug: str) -> SearchStrategy[Draft]:
    """Drafts with any fields of a questionnaire and any states of its sections."""
    sections = whole(slug).sections
    states = st.dictionaries(
        st.sampled_from([section.id for section in sections]), st.sampled_from(["passed", "skipped", "refused"])
    )
    typed = [_typed(question) for section in sections for question in section.questions]
    return st.builds(_draft, states, st.tuples(*typed), st.booleans())


def posted(question: Asked) -> SearchStrategy[dict[str, tuple[str, ...]]]:
    """What a page may send for a question, codes that it does not have among it."""
    codes = st.sampled_from([*(option.code for option in options_of(question)), "unheard_of"])
    values = st.one_of(st.just(()), st.lists(codes, max_size=3).map(tuple), TEXTS.map(lambda text: (text,)))
    return st.fixed_dictionaries(dict.fromkeys(field_names(question), values))


def _typed(question: Asked) -> SearchStrategy[dict[str, tuple[str, ...]]]:
    return st.one_of(st.just({}), posted(question))


def _draft(states: dict[str, str], typed: tuple[dict[str, tuple[str, ...]], ...], reviewed: bool) -> Draft:
    fields = {name: values for each in typed for name, values in each.items() if any(values)}
    return Draft(sections=states, fields=fields, reviewed=reviewed)  # type: ignore[arg-type]  # the three states
