"""Headings over sections: written once, they stand until the next, and titles serve where none is written."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Section
from survey_app.questionnaire.headings import headings
from tests.respond.fieldwork import QUESTIONNAIRE


def test_a_heading_stands_over_its_section_and_those_after_it_until_the_next() -> None:
    sections = (
        Section(id="before"),
        Section(id="first", title="A page", heading="Getting online"),
        Section(id="second", title="Another page"),
        Section(id="third", heading="Skills"),
    )
    found = headings(replace(QUESTIONNAIRE, sections=sections))
    assert found == {"before": "", "first": "Getting online", "second": "Getting online", "third": "Skills"}


def test_titles_head_the_sections_of_a_questionnaire_that_writes_no_heading() -> None:
    sections = (Section(id="first"), Section(id="second", title="Your feedback"), Section(id="third"))
    found = headings(replace(QUESTIONNAIRE, sections=sections))
    assert found == {"first": "", "second": "Your feedback", "third": ""}
