"""What a press on a section's page comes to: the draft with the page in it, the variant, and where it leads."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.areas import Areas
from survey_app.questionnaire.definition import Section
from survey_app.questionnaire.reading_postcodes import located
from survey_app.questionnaire.variants import is_offered
from survey_app.respond.journey import Draft
from survey_app.respond.list_parts import list_part, posted_number, turned
from survey_app.respond.posting import CHECK, START, STOP, UNSENT, Next, Press, next_page, same_place, taken
from survey_app.respond.shorter import unsent, with_unoffered
from survey_app.respond.steps import Step
from survey_app.respond.visit import Visit
from survey_app.web.forms import Form


class Pressed(Struct, frozen=True):
    """The visit after a press, not stored yet: its variant, its draft, where it leads, and the page as it was met."""

    after: Visit
    draft: Draft
    leads: Next
    step: Step


def pressed_page(found: Visit, section: Section, form: Form, areas: Areas) -> Pressed:
    """What a posted page comes to. Raises LookupError when the visit holds no draft."""
    if found.stored is None:
        raise LookupError("a visit without a draft has nothing to put a page into")
    press = press_of(form)
    journey = found.journey(until=section.id)
    on_path = journey.step(section.id)
    step, passed = (alone(section), ()) if on_path is None else (on_path, journey.until(section.id))
    part = list_part(found, step.questions, form.fields, posted_number(form.fields))
    sent = form.fields if press is not Press.NOT_HERE else _without_choice(section, form.fields)
    fields = located(section.questions, with_unoffered(found, section.questions, sent, part), found.draft.fields, areas)
    turn = turned(part, press, answered=part is not None and bool(fields.get(section.questions[0].id)))
    draft = taken(found.draft, step, fields, Press.NOT_HERE if turn else press)
    after = replace(found, variant=wanted(found, form), stored=replace(found.stored, content=draft))
    if press is Press.LANGUAGE:
        leads = _in_other_words(after, section.id)
    elif part is not None and turn:
        leads = Next(section.id, notice=part.notice(turn))
    else:
        leads = next_page(found.questionnaire, draft, section.id, press, found.circumstances, passed)
        leads = replace(leads, notice=part.notice()) if part is not None and leads.page == section.id else leads
    if leads.page == START and found.shared:
        leads = Next(STOP)  # opening the start page would end the cookie, and with it these answers
    return Pressed(after, replace(draft, reviewed=draft.reviewed or leads.page == CHECK), leads, step)


def press_of(form: Form) -> Press:
    """The button; one that is not ours stores and stays, so that nothing typed is lost."""
    if switches(form):
        return Press.LANGUAGE
    buttons = {press.value: press for press in Press}
    return buttons.get(form.fields.get("go", ("",))[0], Press.MORE_TIME)


def switches(form: Form) -> bool:
    """Whether a language's button was pressed."""
    return form.fields.get("go", ("",))[0].startswith(Press.LANGUAGE.value)


def wanted(found: Visit, form: Form) -> str:
    """The variant whose button was pressed; this page's own where none was, or where it is not offered."""
    variant = form.fields.get("go", ("",))[0].removeprefix(Press.LANGUAGE.value)
    offered = is_offered(found.version.questionnaire, variant, drafts=found.drafts)
    return variant if switches(form) and offered else found.variant


def alone(section: Section) -> Step:
    """A section as a step of its own, where the journey does not reach it."""
    return Step(section, section.questions, None, {}, ())


def _without_choice(section: Section, fields: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """The fields without what was chosen: who says that theirs is not here has chosen none of these."""
    asked = {question.id for question in section.questions}
    return {name: values for name, values in fields.items() if name not in asked}


def _in_other_words(after: Visit, section_id: str) -> Next:
    """The same place in the variant whose button was pressed, and what is to be told there."""
    leads = same_place(after.version.questionnaire, after.journey(), section_id)
    told = [leads.notice, UNSENT if unsent(after) else ""]
    return replace(leads, notice="&".join(filter(None, told)))
