"""Settling a form: what two keyings say differently, side by side, and which of them the form bears out."""

from functools import partial
from http import HTTPStatus

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Connection

from survey_app.questionnaire.areas import Areas
from survey_app.questionnaire.numbering import numbered
from survey_app.questionnaire.variables import number_of
from survey_app.respond.assisted.batches import note
from survey_app.respond.assisted.box_reading import read_box
from survey_app.respond.assisted.boxes import Box
from survey_app.respond.assisted.contexts import DifferenceLine, ReadingLine, SettlingPage
from survey_app.respond.assisted.finding import ASSISTANTS, Pile, as_number, pile
from survey_app.respond.assisted.noting import finish_noted
from survey_app.respond.assisted.pages_keying import facts_words
from survey_app.respond.assisted.pages_second import agreement_of_two
from survey_app.respond.assisted.reading_area import placed
from survey_app.respond.assisted.second_keying import Settled, Sheet, chosen_sheet, settle_sheet
from survey_app.respond.assisted.showing import meaning
from survey_app.respond.assisted.storing import help_of, keyed_in, response_of
from survey_app.respond.room import Room
from survey_app.settings import Keys
from survey_app.team.audit import Event
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

ADDRESS = "/surveys/{slug:str}/keying/{batch:str}/settle/{number:str}"

NOT_SETTLED = "This could not be stored just now. What you chose is still here: press “Settle this form” again."
CHOOSE = "Choose what the form says."


@get(ADDRESS, opt=ASSISTANTS)
async def show_differences(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
    number: FromPath[str],
) -> Reply:
    """The boxes that differ, side by side; a form with nothing to settle leads to the batch."""
    found = await pile(service, viewer, slug, batch)
    sheet = await _differing(service, found, number)
    return see_other(found.address) if sheet is None else page(request, _html(viewer, found, sheet, Form()))


@post(ADDRESS, opt=ASSISTANTS, status_code=200)
async def settle_form(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
    number: FromPath[str],
    room: NamedDependency[Room],
) -> Reply:
    """Take the first, the second or a new reading of every box that differs, and correct the response by it."""
    found = await pile(service, viewer, slug, batch)
    sheet = await _differing(service, found, number)
    form = await read_form(request)
    if sheet is None:
        return see_other(found.address)
    boxes = agreement_of_two(found, sheet.typed, sheet.second_typed or {}).differing
    problems = tuple(Problem(f"{box.key}-first", CHOOSE) for box in boxes if _settled_text(sheet, form, box) is None)
    if problems:
        return page(request, _html(viewer, found, sheet, form, problems), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        settled = _settled(found, sheet, form, boxes, room.areas)
        await service.writer.transaction(_store, service.keys, viewer.member_id, found, sheet.number, settled)
    except (NotStored, WriterFull):
        html = _html(viewer, found, sheet, form, notice=NOT_SETTLED)
        return page(request, html, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return see_other(found.address)


def _store(connection: Connection, keys: Keys, member_id: int, found: Pile, number: int, settled: Settled) -> None:
    batch, now, today = found.batch, found.ground.now, found.ground.today
    settle = partial(settle_sheet, batch_id=batch.id, number=number, settled=settled, today=today)
    if finish_noted(connection, keys, member_id, found, settle):
        note(connection, keys, now, member_id, Event.FORM_SETTLED, batch.id, batch.survey_id)


async def _differing(service: Service, found: Pile, number: str) -> Sheet | None:
    """The form, where it was keyed twice and is not settled."""
    sheet = await service.database.read(chosen_sheet, found.batch.id, as_number(number))
    return sheet if sheet is not None and sheet.second_typed is not None and not sheet.settled else None


def _settled(found: Pile, sheet: Sheet, form: Form, boxes: tuple[Box, ...], areas: Areas) -> Settled:
    """The whole form read again with what was settled: another answer may open or close questions."""
    chosen = {box.key: _settled_text(sheet, form, box) or "" for box in boxes}
    keyed = keyed_in(found, {**sheet.typed, **placed(boxes, chosen, areas)})
    response = response_of(found, keyed)
    return Settled(None if response is None else response.answers, help_of(found, keyed))


def _settled_text(sheet: Sheet, form: Form, box: Box) -> str | None:
    """What a box is to say; None where nothing was chosen. A new reading may be empty: the box is blank."""
    match form.one(f"{box.key}-settled"):
        case "first":
            return sheet.typed.get(box.key, "")
        case "second":
            return (sheet.second_typed or {}).get(box.key, "")
        case "new":
            return form.one(f"{box.key}-new").strip()
    return None


def _html(
    viewer: Viewer,
    found: Pile,
    sheet: Sheet,
    form: Form,
    problems: tuple[Problem, ...] = (),
    notice: str = "",
) -> str:
    second = sheet.second_typed or {}
    boxes = agreement_of_two(found, sheet.typed, second).differing
    return render(
        "assisted/settling.html",
        SettlingPage(
            title=f"Settle form {sheet.number} of batch {found.batch.id}: {found.ground.survey.title}",
            viewer=viewer,
            current="/team",
            problems=problems,
            address=f"{found.address}/settle/{sheet.number}",
            back=found.address,
            facts=facts_words(found),
            number=sheet.number,
            notice=notice,
            differences=tuple(
                DifferenceLine(
                    key=box.key,
                    name=f"{number_of(box.question)}. {box.question.label}",
                    label=box.label,
                    first=_reading(box, sheet.typed.get(box.key, "")),
                    second=_reading(box, second.get(box.key, "")),
                    options=tuple((number, option.label) for number, option in numbered(box.options)),
                    chosen=form.one(f"{box.key}-settled"),
                    new=form.one(f"{box.key}-new"),
                )
                for box in boxes
            ),
        ),
    )


def _reading(box: Box, text: str) -> ReadingLine:
    return ReadingLine(text or "Blank", meaning(read_box(box, text)) if text else "")
