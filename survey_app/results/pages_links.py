"""The links of a survey's newest round, and how the people of each came to be asked: for who runs the service."""

from collections.abc import Mapping

from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.questionnaire.variables import variables
from survey_app.results.contexts_links import AdultsChoice, LinkLine, LinkPage, LinksPage, TypeChoice
from survey_app.results.finding import Found, found
from survey_app.results.rounds import dates_words
from survey_app.settings import Keys
from survey_app.surveys.samples import FIELDS, TYPED, TYPES, Sample, Stratum, read_sample
from survey_app.surveys.strata import Link, links_of, set_sample
from survey_app.surveys.surveys import published_version
from survey_app.surveys.waves import PRETEND, Wave, waves_of
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.layout import Problem
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.london import london_day, plain_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

MANAGERS = {"audience": Audience.TEAM, "permission": (Permission.MANAGE,)}


class Ground(Struct, frozen=True):
    """A survey's newest round with its links, and the questions by which a household may say how many adults it has."""

    known: Found
    wave: Wave | None
    links: tuple[Link, ...]
    numbers: tuple[AdultsChoice, ...]

    @property
    def address(self) -> str:
        """The page of all links."""
        return f"{self.known.address}/links"


@get("/surveys/{slug:str}/links", opt=MANAGERS)
async def show_links(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """Every link of the newest round, with how its people came to be asked."""
    ground = await _ground(service, viewer, slug)
    context = LinksPage(
        title=f"Links: {ground.known.survey.title}",
        viewer=viewer,
        current="/team",
        address=ground.known.address,
        dates="" if ground.wave is None else dates_words(ground.wave),
        lines=tuple(_line(service, ground, link) for link in ground.links),
    )
    return page(request, render("results/links.html", context))


@get("/surveys/{slug:str}/links/{code:str}", opt=MANAGERS)
async def show_link(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    code: FromPath[str],
) -> Reply:
    """How the people of one link came to be asked, as a form."""
    ground = await _ground(service, viewer, slug)
    link = _link(ground, code)
    context = _link_page(service, viewer, ground, link, _typed(link.sample), ())
    return page(request, render("results/link.html", context))


@post("/surveys/{slug:str}/links/{code:str}", opt=MANAGERS, status_code=200)
async def describe_link(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    code: FromPath[str],
) -> Reply:
    """Say how the people of a link came to be asked, or what is wrong with it, with everything still filled in."""
    ground = await _ground(service, viewer, slug)
    link, form = _link(ground, code), await read_form(request)
    typed = {name: form.one(name) for name in TYPED}
    made = read_sample(typed, london_day(service.now()), {each.key for each in ground.numbers})
    if not isinstance(made, Sample):
        problems = tuple(Problem(each.field, each.words) for each in made)
        context = _link_page(service, viewer, ground, link, typed, problems)
        return page(request, render("results/link.html", context), status=422)
    detail = {"survey": ground.known.survey.slug, "link": link.collector.code, "sample": TYPES[made.type]}
    await service.writer.transaction(_describe, service.keys, service.now(), viewer.member_id, detail, link, made)
    return see_other(f"{ground.address}#{link.collector.code}")


def _describe(
    connection: Connection, keys: Keys, now: int, member_id: int, detail: dict[str, str], link: Link, made: Sample
) -> None:
    set_sample(connection, link.collector, made)
    audit.append(connection, keys, now, member_id, Event.SAMPLE_DESCRIBED, detail)


async def _ground(service: Service, viewer: Viewer, slug: str) -> Ground:
    """A survey by its short address. Raises NotFoundException where the viewer does not run it."""
    known = await found(service, viewer, slug)
    if not may(viewer.permissions, Permission.MANAGE, known.survey):
        raise NotFoundException
    return await service.database.read(_read, known)


def _read(connection: Connection, known: Found) -> Ground:
    waves = waves_of(connection, known.survey.id)
    wave = waves[-1] if waves else None
    links = () if wave is None else links_of(connection, wave.id)
    version = published_version(connection, known.survey)
    every = () if version is None else variables(version.questionnaire)
    numbers = tuple(AdultsChoice(each.key, f"{each.key}. {each.label}") for each in every if each.measure == "number")
    real = tuple(link for link in links if not link.collector.code.startswith(PRETEND))
    return Ground(known, wave, real, numbers)


def _link(ground: Ground, code: str) -> Link:
    link = next((each for each in ground.links if each.collector.code == code), None)
    if link is None:
        raise NotFoundException
    return link


def _line(service: Service, ground: Ground, link: Link) -> LinkLine:
    stratum = link.stratum
    drawn = ""
    if stratum is not None:
        drawn = (
            f"{stratum.name}: {stratum.issued:,} of {stratum.size:,} in {stratum.frame}, drawn on "
            f"{plain_day(stratum.selected_on)}"
        )
    return LinkLine(
        link.collector.code,
        _public(service, ground, link),
        link.collector.place,
        TYPES[link.collector.sample_type],
        drawn,
        f"{ground.address}/{link.collector.code}",
    )


def _public(service: Service, ground: Ground, link: Link) -> str:
    at = f"{service.settings.public_url}/{ground.known.survey.slug}"
    return at if link.collector.code == "open" else f"{at}/from/{link.collector.code}"


def _typed(sample: Sample) -> dict[str, str]:
    made = sample.stratum or Stratum("", "", "", 0, 0)
    return {
        "type": sample.type,
        "frame": made.frame,
        "selected_on": made.selected_on,
        "name": made.name,
        "size": f"{made.size:,}" if made.size else "",
        "issued": f"{made.issued:,}" if made.issued else "",
        "adults": made.adults,
    }


def _link_page(
    service: Service,
    viewer: Viewer,
    ground: Ground,
    link: Link,
    typed: Mapping[str, str],
    problems: tuple[Problem, ...],
) -> LinkPage:
    return LinkPage(
        title=f"Link {link.collector.code}: {ground.known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=problems,
        address=ground.known.address,
        code=link.collector.code,
        public=_public(service, ground, link),
        types=tuple(TypeChoice(kind, words, kind == typed["type"]) for kind, words in TYPES.items()),
        fields=dict(FIELDS),
        typed=dict(typed),
        numbers=ground.numbers,
    )
