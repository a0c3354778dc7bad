"""The wordings that the product comes with: every survey for residents in Polish and Urdu, no word missing."""

import pytest

from survey_app.organisation import read_organisation
from survey_app.questionnaire.checks_translations import missing
from survey_app.questionnaire.loading import names_in, read_file
from tests.serving import CHECKOUT

QUESTIONNAIRES = CHECKOUT / "questionnaires"


@pytest.mark.parametrize("slug", ["residents", "pulse", "feedback", "survey-feedback"])
def test_a_survey_for_residents_has_all_its_words_in_polish_and_urdu(slug: str) -> None:
    organisation = read_organisation(QUESTIONNAIRES / "organisation.toml")
    questionnaire = read_file(QUESTIONNAIRES / slug / "questionnaire.toml", organisation)
    assert {"pl", "ur"} <= set(questionnaire.wordings)
    for variant in questionnaire.wordings:
        assert missing(questionnaire, variant, names_in(organisation)) == (), variant
