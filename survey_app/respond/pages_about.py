"""Privacy and accessibility in every language: what is kept, for how long, by whom, and how to complain."""

from functools import partial
from typing import Final

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from survey_app.questionnaire.languages import is_easy_read
from survey_app.questionnaire.phrases import Phrase, phrase
from survey_app.respond.languages import ABOUT_VARIANTS, Offer, about_address, about_offers
from survey_app.respond.room import Room
from survey_app.web.audience import Audience
from survey_app.web.replies import Cache, Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render
from survey_app.web.tongues import SOURCE, tongue_of

EASY_READ_REVIEWED: Final = False
"""Whether people who use Easy Read have checked our own words in it; a catalogue says so of itself."""

PRIVACY, ACCESSIBILITY = "privacy", "accessibility"

TITLES = {PRIVACY: phrase("Privacy"), ACCESSIBILITY: phrase("Accessibility statement")}


class AboutPage(Struct, frozen=True, kw_only=True):
    """A page about the service itself, in one language or Easy Read."""

    title: Phrase
    language: str
    direction: str
    easy_read: bool
    draft: bool
    """Nobody whose language it is has checked the words: the page says so, and only a trial offers it."""
    others: tuple[Offer, ...]
    privacy: str
    accessibility: str
    """Where both pages are in this language."""


@get("/privacy")
async def show_privacy(request: AnyRequest, room: NamedDependency[Room]) -> Reply:
    """What is kept of people's answers."""
    return _shown(request, room, PRIVACY, SOURCE)


@get("/privacy/{variant:str}")
async def show_privacy_in(request: AnyRequest, room: NamedDependency[Room], variant: FromPath[str]) -> Reply:
    """The same in another language: linked from pages in it, drafts too, which say so."""
    return _shown(request, room, PRIVACY, variant)


@get("/accessibility")
async def show_accessibility(request: AnyRequest, room: NamedDependency[Room]) -> Reply:
    """The accessibility statement."""
    return _shown(request, room, ACCESSIBILITY, SOURCE)


@get("/accessibility/{variant:str}")
async def show_accessibility_in(request: AnyRequest, room: NamedDependency[Room], variant: FromPath[str]) -> Reply:
    """The same in another language."""
    return _shown(request, room, ACCESSIBILITY, variant)


about_router = Router(
    "/",
    route_handlers=[show_privacy, show_privacy_in, show_accessibility, show_accessibility_in],
    opt={"audience": Audience.RESIDENTS},
)


def _shown(request: AnyRequest, room: Room, name: str, variant: str) -> Reply:
    if variant not in ABOUT_VARIANTS:
        raise NotFoundException
    address = about_address(name, variant)
    if request.scope["path"] != address:
        return see_other(address)
    html = room.ready.get((name, variant), partial(_html, room, name, variant))
    return page(request, html, cache=Cache.PUBLIC)


def _html(room: Room, name: str, variant: str) -> str:
    language, easy = tongue_of(variant).language, is_easy_read(variant)
    drafts = room.service.settings.draft_wordings
    offered = [each for each in ABOUT_VARIANTS if drafts or not _is_draft(each)]
    context = AboutPage(
        title=TITLES[name],
        language=language.tag,
        direction=language.direction,
        easy_read=easy,
        draft=_is_draft(variant),
        others=about_offers(name, variant, offered),
        privacy=about_address(PRIVACY, variant),
        accessibility=about_address(ACCESSIBILITY, variant),
    )
    return render(f"respond/{name}{'_easy' if easy else ''}.html", context, tongue_of(variant))


def _is_draft(variant: str) -> bool:
    return not (EASY_READ_REVIEWED if is_easy_read(variant) else tongue_of(variant).reviewed)
