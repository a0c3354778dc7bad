"""Figures from elsewhere that stand beside headlines: the list, entering one by hand, and taking one away."""

from datetime import UTC, datetime
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from survey_app.questionnaire.headlines import CountHeadline, MostHeadline
from survey_app.results.access import reads_results
from survey_app.results.benchmark_form import TYPED, read_benchmark
from survey_app.results.benchmarks import MOST_BENCHMARKS, Benchmark, add_benchmark, benchmarks_of, remove_benchmark
from survey_app.results.comparable import Choice
from survey_app.results.declared import declared_headlines
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, read_form
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

FULL: Final = f"This figure is there already, or there are {MOST_BENCHMARKS}. Take one away first."


class ElsewhereLine(Struct, frozen=True):
    """One figure in words, beside which headline."""

    id: int
    label: str
    words: str


class ElsewherePage(TeamPage, frozen=True, kw_only=True):
    """The figures from elsewhere of a survey, and the form that adds one, filled with what was `typed`."""

    address: str
    lines: tuple[ElsewhereLine, ...]
    headlines: tuple[Choice, ...]
    typed: dict[str, str]


@get("/surveys/{slug:str}/results/elsewhere", opt=EVERY_MEMBER)
async def show_elsewhere(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """The figures from elsewhere, and the form."""
    return await _listed(request, service, viewer, await _known(service, viewer, slug))


@post("/surveys/{slug:str}/results/elsewhere", opt=EVERY_MEMBER, status_code=200)
async def enter_elsewhere(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """Add a figure, or say what is missing with everything still filled in."""
    known, form = await _known(service, viewer, slug), await read_form(request)
    codes = {each.key for each in await _headlines(service, known)}
    read = read_benchmark(form, codes, datetime.fromtimestamp(known.now, UTC).year)
    if not isinstance(read, Benchmark):
        return await _listed(request, service, viewer, known, read, form)
    chosen = (service.keys, (known.survey.id, known.survey.slug), read, known.now, viewer.member_id)
    if not await service.writer.transaction(add_benchmark, *chosen):
        return await _listed(request, service, viewer, known, (Problem("headline", FULL),), form)
    return see_other(f"{known.address}/results/elsewhere")


@post("/surveys/{slug:str}/results/elsewhere/{number:int}/remove", opt=EVERY_MEMBER, status_code=303)
async def remove_elsewhere(
    service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str], number: FromPath[int]
) -> Response[bytes]:
    """Take a figure away. One that is not there any more is as good as taken."""
    known = await _known(service, viewer, slug)
    survey = (known.survey.id, known.survey.slug)
    await service.writer.transaction(remove_benchmark, service.keys, survey, number, known.now, viewer.member_id)
    return see_other(f"{known.address}/results/elsewhere")


async def _known(service: Service, viewer: Viewer, slug: str) -> Found:
    """The survey. Raises NotFoundException where the viewer reads no results of it."""
    known = await found(service, viewer, slug)
    if not reads_results(viewer.permissions, known.survey):
        raise NotFoundException
    return known


async def _headlines(service: Service, known: Found) -> tuple[Choice, ...]:
    """The headlines that are a share, and printed."""
    every = await service.database.read(declared_headlines, known.survey)
    return tuple(
        Choice(each.code, each.label)
        for each in every
        if each.printed
        and not isinstance(each, MostHeadline)
        and not (isinstance(each, CountHeadline) and each.at_least is None and each.at_most is None)
    )


async def _listed(
    request: AnyRequest,
    service: Service,
    viewer: Viewer,
    known: Found,
    problems: tuple[Problem, ...] = (),
    form: Form | None = None,
) -> Response[bytes]:
    headlines = await _headlines(service, known)
    labels = {each.key: each.label for each in headlines}
    there = await service.database.read(benchmarks_of, known.survey.id)
    fields = ("headline", "percent", "year", *TYPED, "wording", "probability")
    context = ElsewherePage(
        title=f"Figures from elsewhere: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=problems,
        address=known.address,
        lines=tuple(ElsewhereLine(each.id, labels.get(each.headline, each.headline), each.words) for each in there),
        headlines=headlines,
        typed={name: "" if form is None else form.one(name) for name in fields},
    )
    return page(request, render("results/elsewhere.html", context), status=422 if problems else 200)
