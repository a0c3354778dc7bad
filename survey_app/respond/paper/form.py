"""A questionnaire as a form to fill in with a pen: every question with its number, options, boxes and routing."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, Information, One, Questionnaire, Section
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.variables import number_of
from survey_app.respond.paper.asking import Asks, Every, Form, Settled, form_of, settled
from survey_app.respond.paper.contexts import OtherWords, PaperQuestion, PaperSection
from survey_app.respond.paper.answering import answering
from survey_app.respond.paper.routing_words import Place, Routing, for_whom, only_for, places_of
from survey_app.respond.paper.sizes import Size
from survey_app.respond.paper.skips import skips_of


class Sheets(Struct, frozen=True):
    """What every part of one form is made from."""

    questionnaire: Questionnaire
    form: Form
    places: Mapping[str, Place]
    size: Size
    covered: frozenset[Settled]
    """Those to whom a page to read says how to understand the questions: no question says it to them again."""


def paper_form(questionnaire: Questionnaire, variant: str, size: Size) -> tuple[PaperSection, ...]:
    """The sections of a form, in order. What is not asked on paper is left out.

    A question made of buttons opens its part: on paper nobody presses one, so its words are the part's promise.
    """
    form = form_of(questionnaire, variant)
    sheets = Sheets(questionnaire, form, places_of(questionnaire), size, frozenset(_covered(questionnaire, form)))
    return tuple(_sections(sheets))


def _covered(questionnaire: Questionnaire, form: Form) -> Iterator[Settled]:
    for section in questionnaire.sections:
        if section.when is not None and any(isinstance(each, Information) for each in section.questions):
            yield settled(section.when, form)


def _sections(sheets: Sheets) -> Iterator[PaperSection]:
    heading, part = "", "main"
    for section in sheets.questionnaire.sections:
        asks = settled(section.when, sheets.form)
        heading = section.heading or heading
        if asks is False:
            continue
        opens, part = section.part == "about_you" and part != "about_you", section.part
        made = _section(sheets, section, _routing(asks, sheets), heading=heading, opens=opens)
        if made.questions or made.ends or made.text or made.apart:
            yield made
            heading = ""


def _section(sheets: Sheets, section: Section, only: Routing | None, *, heading: str, opens: bool) -> PaperSection:
    pressed = next((each for each in section.questions if isinstance(each, One) and each.buttons), None)
    asked = [each for each in section.questions if each is not pressed and settled(each.when, sheets.form) is not False]
    questions = [_question(sheets, each) for each in asked]
    then = skips_of(sheets.questionnaire, section, sheets.form)
    title = section.title or (pressed.label if pressed is not None else "")
    alone = len(questions) == 1 and not title and not section.text and questions[0].only is None
    return PaperSection(
        heading=heading if heading != title else "",
        title=title,
        text=section.text,
        apart=opens,
        promise=pressed.hint if pressed is not None else "",
        only=None if alone else only,
        questions=tuple(
            _with(each, only if alone else None, then if place == len(questions) else ())
            for place, each in enumerate(questions, start=1)
        ),
        ends=(section.ends.title, *section.ends.text) if section.ends is not None else (),
    )


def _question(sheets: Sheets, question: Asked) -> PaperQuestion:
    return PaperQuestion(
        id=question.id,
        number="" if isinstance(question, Information) else number_of(question),
        label=question.label,
        hint=question.hint,
        only=_routing(settled(question.when, sheets.form), sheets),
        others=tuple(_others(sheets, question)),
        picture=question.picture,
        answering=answering(question, sheets.form, sheets.places, sheets.size),
    )


def _others(sheets: Sheets, question: Asked) -> Iterator[OtherWords]:
    """Other words of a question, but for those whom a page to read has told how to understand all of them."""
    for rewording in question.rewordings:
        asks = settled(rewording.when, sheets.form)
        if isinstance(asks, bool) or _is_covered(asks, sheets.covered) or not rewording.label:
            continue
        yield OtherWords(for_whom(asks, sheets.places), rewording.label, rewording.hint)


def _is_covered(asks: Asks, covered: frozenset[Settled]) -> bool:
    return asks in covered or (isinstance(asks, Every) and any(part in covered for part in asks.parts))


def _routing(asks: Settled, sheets: Sheets) -> Routing | None:
    return None if isinstance(asks, bool) else only_for(asks, sheets.places)


def _with(question: PaperQuestion, only: Routing | None, then: tuple[Phrase, ...]) -> PaperQuestion:
    """The question with what its section says of it, where it stands alone or last there."""
    return replace(question, only=only or question.only, then=then)
