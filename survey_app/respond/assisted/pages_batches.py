"""A survey's batches of forms, and beginning one: what is chosen once for the whole pile."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Connection

from survey_app.questionnaire.languages import is_easy_read, language_of
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.assisted.batches import Batch, NewBatch, batches_of, begin_batch
from survey_app.respond.assisted.choosing import Choice, Choices, Chosen, choice_of, open_rounds, places_of
from survey_app.respond.assisted.contexts import BatchesPage, BatchLine, ChoiceLine
from survey_app.respond.assisted.finding import ASSISTANTS, Ground, ground
from survey_app.respond.assisted.ways import WORDS, Way
from survey_app.respond.room import Room
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, read_form
from survey_app.web.london import plain_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

ADDRESS = "/surveys/{slug:str}/keying"

NO_ROUND = "No round of this survey takes forms now: none is open, or closed less than 30 days ago."


@get(ADDRESS, opt=ASSISTANTS)
async def show_batches(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """The survey's batches, the newest first, and the form to begin one."""
    known = await ground(service, viewer, slug)
    choices = await service.database.read(_choices, service, known)
    blank = Chosen(way=Way.PAPER.value, day=known.today)
    return page(request, await _batches(service, viewer, known, choices, blank))


@post(ADDRESS, opt=ASSISTANTS, status_code=200)
async def begin_a_batch(
    request: AnyRequest,
    service: NamedDependency[Service],
    room: NamedDependency[Room],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
) -> Reply:
    """Begin a batch with what was chosen, or say what to choose otherwise."""
    known = await ground(service, viewer, slug)
    chosen = _chosen(await read_form(request))
    choices = await service.database.read(_choices, service, known)
    found = choice_of(chosen, choices)
    if not isinstance(found, Choice):
        return page(request, await _batches(service, viewer, known, choices, chosen, found), status=422)
    number = await service.writer.transaction(begin_batch, service.keys, _new(known, viewer, found), known.now)
    room.directory.forget()
    return see_other(f"{known.address}/{number}")


async def _batches(
    service: Service,
    viewer: Viewer,
    known: Ground,
    choices: Choices,
    chosen: Chosen,
    problems: tuple[Problem, ...] = (),
) -> str:
    found = await service.database.read(batches_of, known.survey.id)
    return render(
        "assisted/batches.html",
        BatchesPage(
            title=f"Key forms: {known.survey.title}",
            viewer=viewer,
            current="/team",
            problems=problems,
            address=known.address,
            survey_address=f"/team/surveys/{known.survey.slug}",
            batches=tuple(_line(known, each) for each in found),
            why_not="" if choices.waves and choices.versions else NO_ROUND,
            ways=tuple(ChoiceLine(way.value, words) for way, words in WORDS.items()),
            places=choices.places,
            rounds=_lines([(str(wave.number), _round_words(wave)) for wave in choices.waves]),
            versions=_lines([(str(each.number), f"Version {each.number}") for each in choices.versions]),
            variants=_lines([(variant, _variant_words(variant)) for variant in _variants(choices)]),
            way=chosen.way,
            place=chosen.place,
            day=chosen.day,
            round=chosen.round,
            version=chosen.version,
            variant=chosen.variant,
            run=chosen.run,
        ),
    )


def _choices(connection: Connection, service: Service, known: Ground) -> Choices:
    waves = open_rounds(known.waves, known.now)
    versions = [each for each in versions_of(connection, known.survey.id) if each.published_at is not None]
    published = known.survey.published_version_id
    return Choices(
        waves=waves,
        versions=tuple(sorted(versions, key=lambda each: (each.id == published, each.number), reverse=True)),
        places=places_of(service.organisation),
        links=tuple(link for wave in waves for link in collectors_of(connection, wave.id)),
        today=known.today,
    )


def _variants(choices: Choices) -> tuple[str, ...]:
    """Wordings that somebody has reviewed: no other is printed for people."""
    found = (tag for each in choices.versions for tag in variants_of(each.questionnaire, drafts=False))
    return tuple(dict.fromkeys(found))


def _variant_words(variant: str) -> str:
    """What a wording is called: `English`, `Polish`, `English, Easy Read`."""
    name = language_of(variant).english_name
    return f"{name}, Easy Read" if is_easy_read(variant) else name


def _chosen(form: Form) -> Chosen:
    return Chosen(**{name: form.one(name).strip() for name in Chosen.__struct_fields__})


def _new(known: Ground, viewer: Viewer, found: Choice) -> NewBatch:
    return NewBatch(
        survey_id=known.survey.id,
        wave_id=found.wave.id,
        version_id=found.version.id,
        variant=found.variant,
        way=found.way,
        place=found.place,
        day=found.day,
        run=found.run,
        member_id=viewer.member_id,
        today=known.today,
    )


def _lines(pairs: list[tuple[str, str]]) -> tuple[ChoiceLine, ...]:
    """Nothing to choose where there is but one."""
    return tuple(ChoiceLine(*pair) for pair in pairs) if len(pairs) > 1 else ()


def _round_words(wave: Wave) -> str:
    return (
        f"Round {wave.number}, paper until {plain_day(wave.paper_until)}"
        if wave.paper_until
        else f"Round {wave.number}"
    )


def _line(known: Ground, batch: Batch) -> BatchLine:
    return BatchLine(
        address=f"{known.address}/{batch.id}",
        name=f"Batch {batch.id}",
        way=WORDS[batch.way],
        place=batch.place or "No place",
        day=plain_day(batch.day),
        forms=forms_words(batch.forms),
        state=state_words(batch),
    )


def forms_words(count: int) -> str:
    """How many forms, in words."""
    return "1 form" if count == 1 else f"{count:,} forms"


def state_words(batch: Batch) -> str:
    """How far a batch is."""
    if batch.ended_on is None:
        return "Open"
    return "To be keyed again" if batch.settled_on is None else "Finished"
