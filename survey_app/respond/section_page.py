"""A section's page as HTML: cut once for each shape, then spliced with what this person typed."""

from survey_app.questionnaire.definition import Asked, One
from survey_app.questionnaire.phrases import Said, phrase
from survey_app.questionnaire.pipes import is_isolated
from survey_app.questionnaire.presenting import order_number, shuffled
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reading import read
from survey_app.questionnaire.typed_fields import Fields
from survey_app.respond.contexts import ProblemLine, SectionPage
from survey_app.respond.fragments import checked, cut, selected, splice, text, value, where
from survey_app.respond.journey import Journey
from survey_app.respond.list_parts import Part, list_part
from survey_app.respond.room import Room
from survey_app.respond.showing import progress, shape, shown, shown_buttons, skip_words, told_apart, worded
from survey_app.respond.steps import Step
from survey_app.respond.tokens import SHARED_MARK
from survey_app.respond.visit import Visit, frame, own_mark
from survey_app.web.coding import Ready
from survey_app.web.london import london_time
from survey_app.web.templates import render


def section_html(
    room: Room,
    found: Visit,
    step: Step,
    journey: Journey,
    fields: Fields,
    notices: tuple[Said, ...] = (),
    number: int = 0,
) -> str | Ready:
    """The page of a step with these fields filled in. Problems are shown when the step was refused. `number` is which
    page of a long list is asked for; 0 for the one that the answer stands on.

    A page without notices, problems or words that somebody typed is the same for everybody in its words and order but
    for the splices, so it is kept.
    """
    own_seed = found.draft.seed.encode()
    questions = worded(step, journey.answers, found.circumstances, found.questionnaire)
    part = list_part(found, questions, fields, number)
    questions = tuple(map(part.only, questions)) if part else questions
    if notices or step.state == "refused" or any(map(is_isolated, questions)):
        in_order = tuple(shuffled(each, own_seed)[0] for each in questions)
        refused = _refused(step, in_order, fields)
        return splice(cut(_render(found, step, in_order, notices, refused, part)), fields, _values(room, found))
    orders = tuple(order_number(each, own_seed) for each in questions)
    place = (found.version.id, found.variant, found.practice, found.on_the_telephone, step.section.id, found.shared)
    key = (*place, found.pictures, orders, shape(questions, step))
    fragment = room.fragments.get(key, lambda: _plain(found, step, questions, own_seed, part))
    values = _values(room, found)
    if fragment.names.isdisjoint(fields):
        untouched = fragment.untouched
        if found.shared:
            untouched = room.clearing.get(key, fragment, values["clears"])
        if untouched is not None:
            return untouched.with_word(values["mark"].removesuffix(SHARED_MARK if found.shared else "").encode())
    return splice(fragment, fields, values)


def _plain(found: Visit, step: Step, questions: tuple[Asked, ...], own_seed: bytes, part: Part | None) -> str:
    return _render(found, step, tuple(shuffled(each, own_seed)[0] for each in questions), (), {}, part)


def _values(room: Room, found: Visit) -> dict[str, str]:
    deadline = None if found.held is None else found.held.deadline
    return {"mark": own_mark(room, found), "clears": "" if deadline is None else london_time(deadline)}


def _refused(step: Step, questions: tuple[Asked, ...], fields: Fields) -> dict[str, Problem]:
    """The problems to show by field, in the words and the order in which this person is asked."""
    if step.state != "refused":
        return {}
    return told_apart([(question, problem) for question in questions for problem in read(question, fields).problems])


def _render(
    found: Visit,
    step: Step,
    questions: tuple[Asked, ...],
    notices: tuple[Said, ...],
    refused: dict[str, Problem],
    part: Part | None,
) -> str:
    alone = len(questions) == 1
    heading = step.section.title or (questions[0].label if questions else "")
    around = frame(found)
    title = f"{heading} - {around.survey_title}"
    place = progress(found.questionnaire, step, questions, pages=around.easy_read)
    gate = next((each for each in questions if isinstance(each, One) and each.buttons), None)
    return render(
        "respond/section.html",
        SectionPage(
            frame=around,
            section_id=step.section.id,
            title=found.tongue.say(phrase("Error: {title}", title=title)) if refused else title,
            heading="" if alone else step.section.title,
            progress=part.said(place) if part else place,
            list_part=part.number if part else 0,
            goes_on=part is not None and not part.last,
            text=step.section.text,
            notices=notices,
            problems=tuple(ProblemLine(key, problem.words) for key, problem in refused.items()),
            questions=tuple(shown(each, refused, alone=alone) for each in questions),
            skip="" if gate else skip_words(questions),
            buttons=() if gate is None else shown_buttons(gate),
            back=True,
            checked=checked,
            typed=text,
            selected=selected,
            where=where,
            mark=value("mark"),
        ),
        found.tongue,
    )
