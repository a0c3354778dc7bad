"""The keying page: a whole form on one page, checked as often as wanted, saved once, and on to the next."""

import secrets
from http import HTTPStatus

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.questionnaire.areas import Areas
from survey_app.respond.assisted.box_reading import Typed
from survey_app.respond.assisted.boxes import all_boxes
from survey_app.respond.assisted.contexts import KeyingPage
from survey_app.respond.assisted.finding import ASSISTANTS, Pile, as_number, pile
from survey_app.respond.assisted.reading_area import placed, without_postcodes
from survey_app.respond.assisted.sheets import NewSheet, store_sheet
from survey_app.respond.assisted.showing import odd_lines, shown_parts
from survey_app.respond.assisted.storing import keyed_in, keys_about_you, response_of
from survey_app.respond.assisted.ways import WORDS, may_be_keyed
from survey_app.respond.room import Room
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, parse_form, read_form
from survey_app.web.london import plain_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

ADDRESS = "/surveys/{slug:str}/keying/{batch:str}/form"

MARK_LENGTH = 32

NOT_SAVED = "The form could not be saved just now. What you typed is still here: press “Save and next form” again."
ENDED = "This batch has been ended, so the form was not saved. What you typed is still here."
OVER = "This round takes no more forms: it closed 30 days ago."
NOTHING_KEPT = "An answer on it ends the survey, so nothing of it is kept."


@get(ADDRESS, opt=ASSISTANTS)
async def show_form(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
) -> Reply:
    """An empty form, and what became of the one before."""
    found = await pile(service, viewer, slug, batch)
    if not _open(found):
        return see_other(found.address)
    asked = parse_form(request.scope["query_string"])
    mark = secrets.token_hex(MARK_LENGTH // 2)
    return page(request, _form_html(viewer, found, {}, mark, notice=_saved_words(asked)))


@post(ADDRESS, opt=ASSISTANTS, status_code=200)
async def key_form(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
    room: NamedDependency[Room],
) -> Reply:
    """Check what was typed, or save it and go on to the next form. Only the one button saves."""
    found = await pile(service, viewer, slug, batch)
    form = await read_form(request)
    typed, mark = typed_in(found, form, room.areas), form.one("mark")[:MARK_LENGTH]
    if form.one("go") != "save" or not mark:
        return page(request, _form_html(viewer, found, typed, mark or secrets.token_hex(16), checked=True))
    try:
        number = (
            await _store(service, viewer, found, typed, mark) if may_be_keyed(found.wave, found.ground.now) else None
        )
    except (NotStored, WriterFull):
        html = _form_html(viewer, found, typed, mark, notice=NOT_SAVED)
        return page(request, html, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if number is None:
        words = ENDED if may_be_keyed(found.wave, found.ground.now) else OVER
        return page(request, _form_html(viewer, found, typed, mark, notice=words), status=HTTPStatus.CONFLICT)
    expected = form.one("number")
    moved = f"&instead={as_number(expected)}" if expected and expected != str(number) else ""
    kept = "&kept=no" if keyed_in(found, typed).ends else ""
    return see_other(f"{found.address}/form?saved={number}{moved}{kept}")


def typed_in(found: Pile, form: Form, areas: Areas) -> dict[str, str]:
    """What the boxes of a form hold, those left empty out. A postcode that is found has given way to its area."""
    boxes = all_boxes(found.questionnaire)
    held = ((box.key, form.one(box.key).strip()) for box in boxes)
    return placed(boxes, {key: text.replace("\r\n", "\n") for key, text in held if text}, areas)


def to_keep(found: Pile, typed: dict[str, str]) -> dict[str, str]:
    """What a sheet keeps of it: no postcode, and nothing that staff say of themselves."""
    apart = keys_about_you(found)
    kept = without_postcodes(all_boxes(found.questionnaire), typed)
    return {key: text for key, text in kept.items() if key not in apart}


async def _store(service: Service, viewer: Viewer, found: Pile, typed: dict[str, str], mark: str) -> int | None:
    keyed = keyed_in(found, typed)
    new = NewSheet(
        batch_id=found.batch.id,
        mark=mark,
        member_id=viewer.member_id,
        typed=to_keep(found, typed),
        response=response_of(found, keyed),
        flagged=bool(keyed.off_route),
        today=found.ground.today,
    )
    return await service.writer.transaction(store_sheet, new)


def _form_html(viewer: Viewer, found: Pile, typed: Typed, mark: str, *, notice: str = "", checked: bool = False) -> str:
    keyed = keyed_in(found, typed) if checked else None
    number = found.batch.forms + 1
    return render(
        "assisted/keying.html",
        KeyingPage(
            title=f"Form {number} of batch {found.batch.id}: {found.ground.survey.title}",
            viewer=viewer,
            current="/team",
            address=f"{found.address}/form",
            back=found.address,
            number=number,
            facts=facts_words(found),
            mark=mark,
            parts=shown_parts(found.questionnaire, typed, keyed),
            save="Save and next form",
            notice=notice,
            checked=checked,
            odd=() if keyed is None else odd_lines(found.questionnaire, keyed),
        ),
    )


def facts_words(found: Pile) -> str:
    """What was chosen for the batch, in one line."""
    batch = found.batch
    parts = (f"Batch {batch.id}", WORDS[batch.way].lower(), batch.place, f"received {plain_day(batch.day)}")
    return ", ".join(part for part in parts if part)


def _open(found: Pile) -> bool:
    return found.batch.ended_on is None and may_be_keyed(found.wave, found.ground.now)


def _saved_words(asked: Form) -> str:
    """What became of the form before, told by the address that saving leads to."""
    saved, instead = as_number(asked.one("saved")), as_number(asked.one("instead"))
    if not saved:
        return ""
    words = f"Form {saved} is saved."
    if instead:
        words = f"It is saved as form {saved}: a colleague saved form {instead} meanwhile. Write {saved} on it."
    return f"{words} {NOTHING_KEPT}" if asked.one("kept") == "no" else words
