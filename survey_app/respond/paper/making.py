"""What every part of one paper form is made from."""

from collections.abc import Mapping

from msgspec import Struct

from survey_app.questionnaire.conditions import Condition
from survey_app.questionnaire.definition import Questionnaire
from survey_app.respond.paper.asking import Form, Settled, settled
from survey_app.respond.paper.routing_words import Place, Routing, for_whom, only_for
from survey_app.respond.paper.sizes import Size


class Making(Struct, frozen=True, kw_only=True):
    """A questionnaire in the form's wording, and what its words are made with.

    `covered` are conditions of those to whom a text says how to understand the questions: none says it to them again.
    """

    questionnaire: Questionnaire
    form: Form
    places: Mapping[str, Place]
    size: Size
    covered: frozenset[Settled]

    def asked(self, when: Condition | None) -> bool:
        """Whether anybody on paper can be asked what has this condition."""
        return settled(when, self.form) is not False

    def only(self, when: Condition | None) -> Routing | None:
        """For whom a question or section is; None where it is for everybody."""
        asks = settled(when, self.form)
        return None if isinstance(asks, bool) else only_for(asks, self.places)

    def whom(self, when: Condition | None) -> Routing | None:
        """The same for what stands inside a question."""
        asks = settled(when, self.form)
        return None if isinstance(asks, bool) else for_whom(asks, self.places)
