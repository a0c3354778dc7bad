"""The team's pages of paper forms: what to print, the form itself, the same as a PDF, and print runs."""

from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlencode

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.questionnaire.languages import english_name_of, is_easy_read, language_of
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.assisted.choosing import places_of
from survey_app.respond.paper.browser import NotPrinted, browser, has_letters, pdf_of
from survey_app.respond.paper.contexts import Choice, PrintingPage, RunLine
from survey_app.respond.paper.finding import PRINTERS, Ground, ground
from survey_app.respond.paper.page import Printed, not_reviewed, paper_page
from survey_app.respond.paper.runs import make_run
from survey_app.respond.paper.sizes import WORDS, Size, size_for
from survey_app.team.gate import viewer_of
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, parse_form, read_form
from survey_app.web.headers import inline_style_policy
from survey_app.web.london import london_day
from survey_app.web.replies import Reply, download, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.web.tongues import tongue_of

ADDRESS = "/surveys/{slug:str}/paper"

NOTHING = "This survey has not been published yet, so there is no form to print."
NO_ROUND = "No round of this survey is open or to come, so a form can be looked at and not handed out."
NO_LETTERS = (
    "This machine has no letters for this language, so its PDF would be full of empty boxes. Show the form and print "
    "it from your own browser, or ask whoever runs the service to install them."
)
NO_FILE = "The PDF could not be made. Show the form and print it from your browser, or try again in a minute."


@get(ADDRESS, opt=PRINTERS)
async def show_printing(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """What can be printed of a survey, and its print runs."""
    known = await ground(service, viewer, slug)
    chosen = parse_form(request.scope["query_string"])
    return page(request, render("respond/paper/printing.html", _printing(service, viewer, known, chosen)))


@post(ADDRESS, opt=PRINTERS, status_code=200)
async def make_a_run(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """Make a print run for a place, and choose it."""
    known = await ground(service, viewer, slug)
    form = await read_form(request)
    place = form.one("place")
    if known.wave is None:
        raise NotFoundException
    if place and place not in {each for list_ in places_of(service.organisation) for each in list_.places}:
        wrong = Problem("place", "Choose a place from the list.")
        html = render("respond/paper/printing.html", _printing(service, viewer, known, form, wrong))
        return page(request, html, status=422)
    code = await service.writer.transaction(make_run, known.wave.id, place)
    return see_other(f"{known.address}?run={code}")


@get(f"{ADDRESS}/form", opt=PRINTERS)
async def show_form(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply:
    """The form, to look at and to print from the browser."""
    known = await ground(service, viewer, slug)
    html = _form(service, _printed(request, service, known))
    return page(request, html, policy=printing_policy(html))


@get(f"{ADDRESS}/pdf", opt=PRINTERS)
async def take_pdf(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Reply | Response[bytes] | Stream:
    """The form as a PDF file; where none could be made, the page says what to do instead."""
    known = await ground(service, viewer, slug)
    printed, program = _printed(request, service, known), browser()
    try:
        if program is None or not await has_letters(language_of(printed.variant).tag):
            raise NotPrinted(NO_LETTERS if program else NO_FILE)
        content = await pdf_of(_form(service, printed), program)
    except NotPrinted as why:
        chosen = parse_form(request.scope["query_string"])
        context = _printing(service, viewer, known, chosen, Problem("variant", str(why) or NO_FILE))
        return page(request, render("respond/paper/printing.html", context), status=503)
    name = "-".join(part for part in (printed.slug, printed.variant, printed.size, printed.code) if part)
    return download(f"{name}.pdf", "application/pdf", content)


paper_router = Router(
    path="/team",
    route_handlers=[show_printing, make_a_run, show_form, take_pdf],
    dependencies={"viewer": Provide(viewer_of)},
)


def _form(service: Service, printed: Printed) -> str:
    return render("respond/paper/form.html", paper_page(printed, service.organisation), tongue_of(printed.variant))


def _printed(request: AnyRequest, service: Service, known: Ground) -> Printed:
    """What the address asks for. Raises NotFoundException where there is no such form, wording or print run."""
    chosen = parse_form(request.scope["query_string"])
    variant, code = chosen.one("variant") or "en", chosen.one("run")
    run = known.run(code) if code else None
    if known.version is None or variant not in variants_of(known.version.questionnaire, drafts=True):
        raise NotFoundException
    if code and run is None:
        raise NotFoundException
    handed_out = run is not None and not not_reviewed(known.version.questionnaire, variant)
    return Printed(
        slug=known.survey.slug,
        questionnaire=known.version.questionnaire,
        variant=variant,
        size=size_for(chosen.one("size"), easy_read=is_easy_read(variant)),
        code=code if handed_out else "",
        place=run.place if run is not None and handed_out else "",
        last_day=_last_day(known),
        public_url=service.settings.public_url,
        back=f"{known.address}?{urlencode({'variant': variant, 'size': chosen.one('size'), 'run': code})}",
    )


def printing_policy(html: str) -> str:
    """The policy of a form: its style is inside it, so that it is printed from one file."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    return inline_style_policy(f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'")


def _last_day(known: Ground) -> str:
    """The day on which the round closes: what is posted then still comes while paper is taken. Empty for a survey whose
    rounds follow each other without an end."""
    if known.version is None or known.version.questionnaire.always_open:
        return ""
    return "" if known.wave is None or known.wave.closes_at is None else london_day(known.wave.closes_at - 1)


def _printing(
    service: Service, viewer: Viewer, known: Ground, chosen: Form, wrong: Problem | None = None
) -> PrintingPage:
    asked = None if known.version is None else known.version.questionnaire
    variants = () if asked is None else variants_of(asked, drafts=True)
    at = service.settings.public_url
    return PrintingPage(
        title=f"Print a paper form: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=() if wrong is None else (wrong,),
        address=known.address,
        survey_address=known.survey_address,
        why_not=NOTHING if asked is None else "",
        no_runs=NO_ROUND if known.wave is None else "",
        pdf=browser() is not None,
        variants=tuple(Choice(tag, variant_words(tag, known)) for tag in variants),
        sizes=tuple(Choice(size.value, words) for size, words in WORDS.items()),
        places=places_of(service.organisation),
        runs=tuple(RunLine(run.code, run.place, f"{at}/{known.survey.slug}/from/{run.code}") for run in known.runs),
        variant=chosen.one("variant"),
        size=chosen.one("size") or Size.STANDARD.value,
        run=chosen.one("run"),
        place=chosen.one("place"),
    )


def variant_words(variant: str, known: Ground) -> str:
    """What a wording is called, and whether it is one to look at only."""
    name = english_name_of(variant)
    draft = known.version is not None and not_reviewed(known.version.questionnaire, variant)
    return f"{name} (a draft, to look at only)" if draft else name
