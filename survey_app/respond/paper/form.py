"""A questionnaire as a form to fill in with a pen: every question with its number, options, boxes and routing."""

from collections.abc import Iterator

from msgspec.structs import replace

from survey_app.questionnaire.definition import Asked, Information, One, Questionnaire, Section
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.variables import number_of
from survey_app.questionnaire.variants import in_variant
from survey_app.respond.paper.answering import answering
from survey_app.respond.paper.asking import Asks, Every, Form, Settled, form_of, settled
from survey_app.respond.paper.blanks import on_paper
from survey_app.respond.paper.contexts import OtherWords, PaperQuestion, PaperSection
from survey_app.respond.paper.making import Making
from survey_app.respond.paper.routing_words import Routing, for_whom, places_of
from survey_app.respond.paper.sizes import Size
from survey_app.respond.paper.skips import skips_of
from survey_app.web.tongues import tongue_of


def paper_form(whole: Questionnaire, variant: str, size: Size) -> tuple[PaperSection, ...]:
    """The sections of a questionnaire's form in one variant, in order. What is not asked on paper is left out, and so
    is how to reach the person, which would stand on one sheet with the answers.

    A question made of buttons opens its part: on paper nobody presses one, so its words are the part's promise.
    Raises LookupError for a variant that the questionnaire lacks.
    """
    asked = on_paper(in_variant(whole, variant), tongue_of(variant))
    form = form_of(asked, variant)
    making = Making(
        questionnaire=asked,
        form=form,
        places=places_of(asked),
        size=size,
        covered=frozenset(_covered(asked, form)),
    )
    return tuple(_sections(making))


def _covered(questionnaire: Questionnaire, form: Form) -> Iterator[Settled]:
    for section in questionnaire.sections:
        if section.when is not None and any(isinstance(each, Information) for each in section.questions):
            yield settled(section.when, form)


def _sections(making: Making) -> Iterator[PaperSection]:
    heading, part = "", "main"
    for section in making.questionnaire.sections:
        heading = section.heading or heading
        if section.part == "contact" or not making.asked(section.when):
            continue
        opens, part = section.part == "about_you" and part != "about_you", section.part
        made = _section(making, section, heading=heading, opens=opens)
        if made.questions or made.ends or made.text or made.apart:
            yield made
            heading = ""


def _section(making: Making, section: Section, *, heading: str, opens: bool) -> PaperSection:
    reads = section.ends is not None or all(isinstance(each, Information) for each in section.questions)
    only = making.whom(section.when) if reads else making.only(section.when)
    pressed = next((each for each in section.questions if isinstance(each, One) and each.buttons), None)
    asked = [each for each in section.questions if each is not pressed and making.asked(each.when)]
    questions = [_question(making, each) for each in asked]
    then = skips_of(making.questionnaire, section, making.form)
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


def _question(making: Making, question: Asked) -> PaperQuestion:
    return PaperQuestion(
        id=question.id,
        number="" if isinstance(question, Information) else number_of(question),
        label=question.label,
        hint=question.hint,
        only=making.only(question.when),
        others=tuple(_others(making, question)),
        picture=question.picture,
        answering=answering(question, making),
    )


def _others(making: Making, question: Asked) -> Iterator[OtherWords]:
    """Other words of a question, but for those whom a page to read has told how to understand all of them."""
    for rewording in question.rewordings:
        asks = settled(rewording.when, making.form)
        if isinstance(asks, bool) or _is_covered(asks, making.covered) or not rewording.label:
            continue
        yield OtherWords(for_whom(asks, making.places), rewording.label, rewording.hint)


def _is_covered(asks: Asks, covered: frozenset[Settled]) -> bool:
    return asks in covered or (isinstance(asks, Every) and any(part in covered for part in asks.parts))


def _with(question: PaperQuestion, only: Routing | None, then: tuple[Phrase, ...]) -> PaperQuestion:
    """The question with what its section says of it, where it stands alone or last there."""
    return replace(question, only=only or question.only, then=then)
