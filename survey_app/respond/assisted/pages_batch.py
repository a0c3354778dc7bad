"""One batch: what was chosen for it, how far it is, and ending it."""

import math
from collections.abc import Callable, Mapping

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.variables import number_of
from survey_app.respond.assisted.agreements import agreement_of
from survey_app.respond.assisted.batches import link_code
from survey_app.respond.assisted.boxes import form_of
from survey_app.respond.assisted.contexts import AgreementLine, BatchPage, SecondLine
from survey_app.respond.assisted.differences import LEAST, Count, enough, share
from survey_app.respond.assisted.finding import ASSISTANTS, Pile, pile
from survey_app.respond.assisted.noting import noted
from survey_app.respond.assisted.pages_batches import forms_words, state_words
from survey_app.respond.assisted.second_keying import Sheet, chosen_sheets, end_batch, finish_batch, key_rest
from survey_app.respond.assisted.showing import ABOUT_YOU
from survey_app.respond.assisted.ways import WORDS, Way, may_be_keyed
from survey_app.team.audit import Event
from survey_app.team.viewer import Viewer
from survey_app.web.london import plain_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

ADDRESS = "/surveys/{slug:str}/keying/{batch:str}"


PAGES = {Way.PAPER: "", Way.TELEPHONE: "Begin a call", Way.BESIDE: "Begin with the next person"}
"""What the link to the survey's own pages is called, by the way of a batch."""


class Standing(Struct, frozen=True):
    """How far a batch is: the code of its link, the forms that are keyed twice, and how often two keyings agreed."""

    link: str
    sheets: tuple[Sheet, ...]
    counts: dict[str, Count]


@get(ADDRESS, opt=ASSISTANTS)
async def show_batch(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    batch: FromPath[str],
) -> Reply:
    """The batch, and what to do next with it."""
    found = await pile(service, viewer, slug, batch)
    standing = await service.database.read(_standing, found)
    return page(request, render("assisted/batch.html", _batch_page(viewer, found, standing)))


@post(f"{ADDRESS}/end", opt=ASSISTANTS, status_code=303)
async def end_a_batch(
    service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str], batch: FromPath[str]
) -> Reply:
    """End a batch: its forms are counted, and some are drawn to be keyed again by a colleague."""
    return await _changed(service, viewer, await pile(service, viewer, slug, batch), end_batch, Event.BATCH_ENDED)


@post(f"{ADDRESS}/rest", opt=ASSISTANTS, status_code=303)
async def key_the_rest(
    service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str], batch: FromPath[str]
) -> Reply:
    """Have the rest of a batch keyed again, where the two keyings agreed too seldom."""
    return await _changed(service, viewer, await pile(service, viewer, slug, batch), key_rest, Event.BATCH_REPEATED)


@post(f"{ADDRESS}/finish", opt=ASSISTANTS, status_code=303)
async def finish_a_batch(
    service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str], batch: FromPath[str]
) -> Reply:
    """Settle a batch as it is."""
    return await _changed(service, viewer, await pile(service, viewer, slug, batch), finish_batch, Event.BATCH_SETTLED)


async def _changed(
    service: Service, viewer: Viewer, found: Pile, change: Callable[[Connection, int, str], bool], event: Event
) -> Reply:
    await service.writer.transaction(noted, service.keys, viewer.member_id, found, change, event)
    return see_other(found.address)


def _standing(connection: Connection, found: Pile) -> Standing:
    batch = found.batch
    return Standing(
        link_code(connection, batch.collector_id),
        chosen_sheets(connection, batch.id),
        agreement_of(connection, batch.id),
    )


def _batch_page(viewer: Viewer, found: Pile, standing: Standing) -> BatchPage:
    batch = found.batch
    takes = batch.ended_on is None and may_be_keyed(found.wave, found.ground.now)
    link = f"/{found.ground.survey.slug}/from/{standing.link}"
    return BatchPage(
        title=f"Batch {batch.id}: {found.ground.survey.title}",
        viewer=viewer,
        current="/team",
        address=found.address,
        back=found.ground.address,
        facts=_facts(found),
        notice=_notice(found, standing),
        open=takes,
        next_number=batch.forms + 1,
        link=link if takes and PAGES[batch.way] and found.wave.open_at(found.ground.now) else "",
        link_words=PAGES[batch.way],
        seconds=tuple(_second_line(found, viewer, each) for each in standing.sheets),
        low=_low_words(found, standing),
        agreement=agreement_lines(found.questionnaire, standing.counts),
        whole=_agreement_line("All questions", _whole(standing)) if standing.counts else None,
    )


def _facts(found: Pile) -> tuple[tuple[str, str], ...]:
    batch = found.batch
    facts = [
        ("How the answers came", WORDS[batch.way]),
        ("Place", batch.place or "No place"),
        ("Day received", plain_day(batch.day)),
        ("Round", str(found.wave.number)),
        ("Forms", forms_words(batch.forms)),
        ("State", state_words(batch)),
    ]
    if batch.flagged:
        facts.append(("With answers off the route", f"{forms_words(batch.flagged)}. Those answers do not count."))
    if batch.uncounted:
        facts.append(("Not kept", f"{forms_words(batch.uncounted)}: an answer ends the survey."))
    return tuple(facts)


def _notice(found: Pile, standing: Standing) -> str:
    """What there is to know of second keying, by how far the batch is."""
    if found.batch.ended_on is None:
        return ""
    if found.batch.settled_on is None:
        waiting = sum(not each.settled for each in standing.sheets)
        words = f"{forms_words(waiting)} of {found.batch.forms} to be keyed again by a colleague, or to be settled."
        return words if waiting else ""
    if standing.counts:
        return "This batch is finished. Nothing links its forms to the answers any more."
    return "This batch is finished. No form of it was keyed twice."


def _low_words(found: Pile, standing: Standing) -> str:
    whole = _whole(standing)
    done = bool(standing.sheets) and all(each.settled for each in standing.sheets)
    if found.batch.settled_on is not None or found.batch.rest or not done or enough(whole):
        return ""
    agreed = f"Two keyings agreed in {_percent(whole)} of boxes, and {_percent_of(LEAST)} is the least."
    return f"{agreed} Key the rest of the batch again: errors like these will be in it too."


def _second_line(found: Pile, viewer: Viewer, sheet: Sheet) -> SecondLine:
    own = sheet.member_id == viewer.member_id
    if sheet.settled:
        return SecondLine(sheet.number, "Settled", "", "")
    if sheet.second_typed is not None:
        return SecondLine(sheet.number, "The two keyings differ", "Settle", f"{found.address}/settle/{sheet.number}")
    if own:
        return SecondLine(sheet.number, "You keyed it, so a colleague keys it again", "", "")
    return SecondLine(sheet.number, "To be keyed again", "Key", f"{found.address}/again/{sheet.number}")


def agreement_lines(questionnaire: Questionnaire, counts: Mapping[str, Count]) -> tuple[AgreementLine, ...]:
    """The counts by question, in the order of the form."""
    return tuple(
        _agreement_line(f"{place}{number_of(asked.question)}. {asked.question.label}", counts[asked.question.id])
        for section in form_of(questionnaire)
        for place in ("" if section.part == "main" else f"{ABOUT_YOU}, ",)
        for asked in section.questions
        if asked.question.id in counts
    )


def _agreement_line(name: str, count: Count) -> AgreementLine:
    return AgreementLine(name, count.twice, count.agreed, _percent(count))


def _whole(standing: Standing) -> Count:
    return Count(
        sum(each.twice for each in standing.counts.values()), sum(each.agreed for each in standing.counts.values())
    )


def _percent(count: Count) -> str:
    """The share in words: rounded down, so that nothing under the least reads as the least."""
    return _percent_of(share(count))


def _percent_of(part: float) -> str:
    return f"{math.floor(100 * part)} %"
