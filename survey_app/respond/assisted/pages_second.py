"""Keying a form again, blind: a colleague of the first keyer, who is shown nothing of what was keyed."""

from functools import partial
from http import HTTPStatus

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.respond.assisted.box_reading import Typed
from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.assisted.contexts import KeyingPage
from survey_app.respond.assisted.differences import Agreement, compared
from survey_app.respond.assisted.finding import ASSISTANTS, Pile, as_number, pile
from survey_app.respond.assisted.noting import finish_noted
from survey_app.respond.assisted.pages_keying import NOT_SAVED, facts_words, to_keep, typed_in
from survey_app.respond.assisted.second_keying import Sheet, chosen_sheet, store_second
from survey_app.respond.assisted.showing import odd_lines, shown_parts
from survey_app.respond.assisted.storing import keyed_in, keys_about_you
from survey_app.respond.room import Room
from survey_app.team.viewer import Viewer
from survey_app.web.forms import read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

ADDRESS = "/surveys/{slug:str}/keying/{batch:str}/again/{number:str}"


@get(ADDRESS, opt=ASSISTANTS)
async def show_again(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
    number: FromPath[str],
) -> Reply:
    """The form, empty; whoever may not key it again is led to the batch."""
    found = await pile(service, viewer, slug, batch)
    sheet = await _waiting(service, viewer, found, number)
    return see_other(found.address) if sheet is None else page(request, _html(viewer, found, sheet, {}))


@post(ADDRESS, opt=ASSISTANTS, status_code=200)
async def key_again(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
    number: FromPath[str],
    room: NamedDependency[Room],
) -> Reply:
    """Check what was typed, or store it and set the two keyings side by side."""
    found = await pile(service, viewer, slug, batch)
    sheet = await _waiting(service, viewer, found, number)
    form = await read_form(request)
    if sheet is None:
        return see_other(found.address)
    typed = typed_in(found, form, room.areas)
    if form.one("go") != "save":
        return page(request, _html(viewer, found, sheet, typed, checked=True))
    kept = to_keep(found, typed)
    agreement = agreement_of_two(found, sheet.typed, kept)
    batch_id, today = found.batch.id, found.ground.today
    store = partial(
        store_second,
        batch_id=batch_id,
        number=sheet.number,
        member_id=viewer.member_id,
        typed=kept,
        found=agreement,
        today=today,
    )
    try:
        await service.writer.transaction(finish_noted, service.keys, viewer.member_id, found, store)
    except (NotStored, WriterFull):
        html = _html(viewer, found, sheet, typed, notice=NOT_SAVED)
        return page(request, html, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return see_other(found.address if agreement.agreed else f"{found.address}/settle/{sheet.number}")


def agreement_of_two(found: Pile, first: Typed, second: Typed) -> Agreement:
    """Two keyings of a form of a batch, in the boxes that are keyed twice."""
    apart = keys_about_you(found)
    boxes = [box for box in all_boxes(found.questionnaire) if box.key not in apart]
    return compared(boxes, first, second)


async def _waiting(service: Service, viewer: Viewer, found: Pile, number: str) -> Sheet | None:
    """The form, where it waits to be keyed again and the viewer is not its first keyer."""
    sheet = await service.database.read(chosen_sheet, found.batch.id, as_number(number))
    waits = sheet is not None and sheet.second_typed is None and sheet.member_id != viewer.member_id
    return sheet if waits else None


def _html(viewer: Viewer, found: Pile, sheet: Sheet, typed: Typed, *, notice: str = "", checked: bool = False) -> str:
    keyed = keyed_in(found, typed) if checked else None
    return render(
        "assisted/keying.html",
        KeyingPage(
            title=f"Form {sheet.number} of batch {found.batch.id} again: {found.ground.survey.title}",
            viewer=viewer,
            current="/team",
            address=f"{found.address}/again/{sheet.number}",
            back=found.address,
            number=sheet.number,
            again=True,
            facts=facts_words(found),
            mark="",
            parts=shown_parts(found.questionnaire, typed, keyed, about_you=not keys_about_you(found)),
            save="Save and compare",
            notice=notice,
            checked=checked,
            odd=() if keyed is None else odd_lines(found.questionnaire, keyed),
        ),
    )
