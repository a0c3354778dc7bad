"""What a posted page does to a draft, and where the person goes next. Pure: everything typed is kept, valid or not."""

from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.conditions import Circumstances
from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.reading import field_names, read
from survey_app.respond.journey import Draft, Journey, walk
from survey_app.respond.route import outlives_skip
from survey_app.respond.steps import State, Step


class Press(Enum):
    """Which button was pressed."""

    CONTINUE = ""
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"
    MORE_TIME = "more"
    NOT_HERE = "part"
    """On a page of a long list: the answer is on a later one."""
    LANGUAGE = "to-"
    """Whose value goes on with the variant: `to-pl`."""


class Next(Struct, frozen=True):
    """Where to go: a section, or check answers, the stop page or the start page."""

    page: str
    fragment: str = ""
    ends: bool = False
    """The section ends the survey: the draft is to be deleted."""
    notice: str = ""
    """The query by which the page says why it is another than the one before: a variant may have other sections."""


CHECK = "check"
STOP = "stop"
START = ""

MOVED, MORE, UNSENT = "moved", "more", "unsent"
"""The queries of notices: the section is not in this variant, others before it were not answered yet, or answers given
in a longer form are not sent from here."""

PART = "part"
"""The field, and the query, that say which page of a long list it is."""

OURS = frozenset({"go", "m", PART})
"""The fields of forms that are not answers: the button, the draft's mark, the page of a long list."""


def unknown_fields(step: Step, fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Names of fields that this section's page never sends."""
    known = {name for question in step.section.questions for name in field_names(question)}
    return tuple(name for name in fields if name not in known and name not in OURS)


def taken(draft: Draft, step: Step, fields: Mapping[str, tuple[str, ...]], press: Press) -> Draft:
    """The draft with this page's fields in it, as they were typed."""
    kept = dict(draft.fields)
    asked = {question.id for question in step.questions}
    for question in step.section.questions:
        for name in field_names(question):
            values = fields.get(name, ())
            if question.id not in asked and not any(values):
                continue  # not on this page; where it is sent all the same, another tab closed it meanwhile
            kept.pop(name, None)
            if any(values) and not (press is Press.SKIP and not outlives_skip(question, name)):
                kept[name] = values
    states = dict(draft.sections)
    state = _state(step, kept, press, states.get(step.section.id))
    if state is None:
        states.pop(step.section.id, None)
    else:
        states[step.section.id] = state
    return replace(draft, fields=kept, sections=states)


def next_page(
    questionnaire: Questionnaire,
    draft: Draft,
    section_id: str,
    press: Press,
    circumstances: Circumstances,
    passed: Sequence[Step] = (),
) -> Next:
    """Where the press leads, given the draft with the page in it; `passed` are the steps before it, where known."""
    whole = press is Press.STOP or (draft.reviewed and press in {Press.CONTINUE, Press.SKIP})
    journey = walk(questionnaire, draft, circumstances, "" if whole else section_id, passed)
    if press is Press.STOP:
        return ending_of(journey) or Next(STOP)
    if journey.step(section_id) is None:  # another tab closed the section: it is kept in the draft, and not sent
        return first_page(journey)
    match press:
        case Press.MORE_TIME | Press.LANGUAGE | Press.NOT_HERE:
            return Next(section_id)
        case Press.BACK:
            before = journey.before(section_id)
            return Next(START if before is None else before.section.id)
        case Press.CONTINUE | Press.SKIP:
            return _onwards(journey, draft, section_id)


def same_place(whole: Questionnaire, journey: Journey, section_id: str) -> Next:
    """Where somebody is in another variant, whose journey this is: in the same section, or in the next that it has."""
    ids = [section.id for section in whole.sections]
    for later in ids[ids.index(section_id) :]:
        if journey.may_visit(later):
            return Next(later, notice="" if later == section_id else MOVED)
    return Next(first_page(journey).page, notice=MORE if journey.step(section_id) else MOVED)


def ending_of(journey: Journey) -> Next | None:
    """Where the answers end the survey, so that none of them may be sent; None where they do not."""
    last = journey.steps[-1].section if journey.steps else None
    return Next(last.id, ends=True) if last is not None and last.ends is not None else None


def first_page(journey: Journey) -> Next:
    """Where somebody who comes back goes: the first section never left with Continue or Skip, else check answers."""
    step = journey.first_open()
    return Next(CHECK) if step is None else Next(step.section.id, ends=step.section.ends is not None)


def _onwards(journey: Journey, draft: Draft, section_id: str) -> Next:
    if draft.sections.get(section_id) == "refused":
        return Next(section_id, fragment="problem")
    following = journey.after(section_id)
    if draft.reviewed or following is None or not journey.may_visit(following.section.id):
        return first_page(journey)
    return Next(following.section.id, ends=following.section.ends is not None)


def _state(step: Step, fields: Mapping[str, Sequence[str]], press: Press, before: State | None) -> State | None:
    match press:
        case Press.CONTINUE:
            refused = any(read(question, fields).problems for question in step.questions)
            return "refused" if refused else "passed"
        case Press.SKIP:
            needed = any(question.needed for question in step.questions)
            return before if needed else "skipped"
        case Press.BACK | Press.STOP | Press.MORE_TIME | Press.LANGUAGE | Press.NOT_HERE:
            return None if before == "refused" else before
