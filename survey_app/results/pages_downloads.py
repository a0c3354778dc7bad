"""The page of a survey's downloads, and the router of every address from which something can be taken away."""

from collections.abc import Callable, Sequence
from typing import Final

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.results.access import reads_results
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.comparable import apart, by_key
from survey_app.results.counting import Counting
from survey_app.results.facts_crossed import HOW
from survey_app.results.files.contexts import DownloadsPage, NamedFiles, RoundFiles
from survey_app.results.files.converting import formats_here, without_words
from survey_app.results.files.offered import codebooks, round_files
from survey_app.results.files.preparing import Preparing
from survey_app.results.files.published import NotPublished
from survey_app.results.files.reporting import words_here
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.pages_charts import download_chart
from survey_app.results.pages_counting import counting_router, given
from survey_app.results.pages_files import (
    answers,
    download_answers,
    download_answers_manifest,
    download_codebook,
    download_text,
    readable,
    typed_in,
    wording_of,
)
from survey_app.results.pages_formats import (
    download_answers_metadata,
    download_ddi,
    download_figures,
    download_opendocument,
    download_tables_metadata,
)
from survey_app.results.pages_prepared import ask_for_file, download_prepared, show_prepared, stop_file
from survey_app.results.pages_report import download_report, show_report
from survey_app.results.pages_tables import (
    download_manifest,
    download_table,
    download_tables,
    download_workbook,
    say_not_published,
)
from survey_app.results.pretend import pretend_words
from survey_app.results.rounds import Step, dates_words, results_from
from survey_app.results.viewing import standing_of
from survey_app.results.views import LANGUAGE
from survey_app.surveys.surveys import published_version
from survey_app.surveys.waves import Collector, Wave, collectors_of
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.replies import page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

MOST_ROUNDS: Final = 8
"""Rounds on the page, newest first; the files of older ones have the same addresses."""

ROWS_A_SECOND: Final = 60_000
LONG: Final = 2
"""Seconds from which on a file is offered beforehand."""

NOT_NAMED = (
    "All answers, one row a person, are for people who are named for this survey, for a stated reason and at most 90 "
    "days. Ask the person who runs this service."
)
NOT_OVER = "All answers of this survey can be downloaded when a round has closed."


@get("/surveys/{slug:str}/downloads", opt=EVERY_MEMBER)
async def show_downloads(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    preparing: NamedDependency[Preparing],
    slug: FromPath[str],
) -> Response[bytes]:
    """What each file is, for whom, in which format and how large."""
    known = await found(service, viewer, slug)
    reads = reads_results(viewer.permissions, known.survey)
    is_named = may(viewer.permissions, Permission.MICRODATA, known.survey)
    context = DownloadsPage(
        title=f"Downloads: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        pretend=await counting.count(known.survey.id, pretend_words),
        reads=reads,
        rounds=await _rounds(service, counting, known) if reads else (),
        codebooks=codebooks(known.address),
        named=await _named_files(service, viewer, counting, known) if is_named and readable(known) else None,
        named_why_not=NOT_OVER if is_named else NOT_NAMED,
        prepared=preparing.of(viewer.member_id, known.survey.slug, known.now) if is_named else (),
    )
    return page(request, render("results/downloads.html", context))


def downloads_router(counting: Callable[[], Counting], preparing: Callable[[], Preparing]) -> Router:
    """Everything that can be taken away."""

    return counting_router(
        counting,
        [
            show_downloads,
            download_workbook,
            download_tables,
            download_table,
            download_manifest,
            download_chart,
            download_opendocument,
            download_figures,
            download_tables_metadata,
            show_report,
            download_report,
            download_codebook,
            download_ddi,
            download_answers_metadata,
            download_answers,
            download_answers_manifest,
            download_text,
            ask_for_file,
            show_prepared,
            stop_file,
            download_prepared,
        ],
        {NotPublished: say_not_published},
        preparing=given(preparing),
    )


async def _rounds(service: Service, counting: Counting, known: Found) -> tuple[RoundFiles, ...]:
    begun = [wave for wave in reversed(known.waves) if wave.opens_at <= known.now]
    version = await service.database.read(published_version, known.survey)
    declared = () if version is None else version.questionnaire.characteristics
    return tuple(
        [await _round(service, counting, known, wave, (*declared, HOW, LANGUAGE)) for wave in begun[:MOST_ROUNDS]]
    )


async def _round(
    service: Service, counting: Counting, known: Found, wave: Wave, characteristics: Sequence[str]
) -> RoundFiles:
    standing = await standing_of(service, counting, known.survey, wave, known.now)
    if standing.snapshot is None:
        return RoundFiles(dates_words(wave), (), results_from(wave, known.now))
    files = round_files(known.address, wave.number, word=words_here())
    compares = wave.closed_at(known.now) and standing.snapshot.compares
    links = await service.database.read(collectors_of, wave.id) if compares else ()
    groups = _groups(standing.codings, known, wave, characteristics, links) if compares else ()
    report = f"{known.address}/report?round={wave.number}"
    return RoundFiles(dates_words(wave), files, "", groups, report)


def _groups(
    codings: Sequence[Coding], known: Found, wave: Wave, characteristics: Sequence[str], links: Sequence[Collector]
) -> tuple[Step, ...]:
    """The workbooks of every table by each characteristic that groups may be compared by."""
    found = (by_key(codings, key, links) for key in characteristics if not apart(known.survey, codings, key))
    return tuple(
        Step(by.title, f"{known.address}/tables.xlsx?round={wave.number}&by={by.key}") for by in found if by is not None
    )


async def _named_files(service: Service, viewer: Viewer, counting: Counting, known: Found) -> NamedFiles:
    made = await answers(service, viewer, counting, known, wording_of("words"))
    held = [
        each
        for each in viewer.permissions
        if each.permission is Permission.MICRODATA and each.survey_id == known.survey.id
    ]
    longest = max(held, key=lambda each: each.expires_at or 0)
    seconds = max(1, round(made.rows / ROWS_A_SECOND))
    texts = await counting.run(_texts, made.columns, known)
    size = size_words(made.size)
    formats = tuple(each for each in formats_here() if made.rows <= each.most)
    return NamedFiles(
        longest.reason,
        longest.expires_at or 0,
        made.rows,
        size,
        seconds >= LONG,
        seconds,
        texts,
        formats,
        without_words(formats, made.rows),
    )


def _texts(columns: ColumnSet, known: Found) -> tuple[Step, ...]:
    texts = typed_in(columns, known).items()
    return tuple(Step(words, f"{known.address}/text/{key}.csv") for key, words in texts)


def size_words(size: int) -> str:
    """The class of a file's size, from its bytes."""
    megabytes = size / 1_000_000
    if megabytes < 1:
        return "Small: under 1 MB"
    if megabytes < 20:
        return f"Medium: about {megabytes:.0f} MB"
    return f"Large: about {megabytes:,.0f} MB"
