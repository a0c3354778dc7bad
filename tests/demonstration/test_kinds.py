"""Pretend people answer every kind of question by the rules of its page: nothing that they send is refused."""

import numpy as np
import pytest
from msgspec.structs import replace

from survey_app.demo.answering import answered, asking_of
from survey_app.demo.asking import ask
from survey_app.demo.model import BY_CHANCE
from survey_app.demo.people import people
from survey_app.organisation import read_organisation
from survey_app.questionnaire.loading import read_file
from survey_app.questionnaire.unclear import with_unclear
from survey_app.questionnaire.variables import variables
from tests.questionnaire.kinds.files import KINDS, kind_file
from tests.serving import CHECKOUT

ORGANISATION = read_organisation(CHECKOUT / "questionnaires" / "organisation.toml")


@pytest.mark.parametrize("kind", KINDS)
def test_what_pretend_people_answer_is_read_and_never_refused(kind: str) -> None:
    asked = replace(read_file(kind_file(kind), ORGANISATION), unclear=True)
    sections = (
        replace(section, questions=tuple(with_unclear(asked, question) for question in section.questions))
        for section in asked.sections
    )
    questionnaire = replace(asked, sections=tuple(sections))
    crowd = people(BY_CHANCE.model, None, 400, (1, 1), np.random.default_rng(1), "en")
    ask(crowd, questionnaire, BY_CHANCE)
    sent = [each.answers for each in answered(asking_of(questionnaire), crowd, 0.0)]
    assert len(sent) == 400
    keys = {variable.key for variable in variables(questionnaire) if variable.measure != "text"}
    for key in keys:
        assert sum(answers[key] is not None for answers in sent) > 20, key
    if kind not in {"email", "phone", "information", "items"}:
        assert any(f"{key}-unclear" in answers for answers in sent for key in {"K1", "K1.1"})
