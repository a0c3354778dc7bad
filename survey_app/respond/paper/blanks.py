"""Where a page repeats an earlier answer, what paper says: words for nobody in particular, or room to write it."""

from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, Questionnaire
from survey_app.questionnaire.phrases import phrase
from survey_app.questionnaire.pipes import Pipe, filled, filled_text
from survey_app.respond.paper.routing_words import places_of
from survey_app.web.tongues import Tongue


def on_paper(asked: Questionnaire, tongue: Tongue) -> Questionnaire:
    """A questionnaire in words that nothing is put into."""
    places = places_of(asked)

    def said(pipe: Pipe) -> str:
        if pipe.otherwise:
            return pipe.otherwise
        return tongue.say(phrase("__________ (your answer in {question})", question=places[pipe.question].called))

    def worded(question: Asked) -> Asked:
        others = tuple(
            replace(each, label=filled_text(each.label, said), hint=filled_text(each.hint, said))
            for each in question.rewordings
        )
        return replace(filled(question, said), rewordings=others)

    sections = (replace(each, questions=tuple(worded(one) for one in each.questions)) for each in asked.sections)
    return replace(asked, sections=tuple(sections))
