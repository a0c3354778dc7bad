"""The languages of a page: in what else it can be read, each by its own name, and where that is."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from survey_app.questionnaire.definition import Questionnaire
from survey_app.questionnaire.languages import EASY_READ, LANGUAGES, is_easy_read, language_of, own_name_of, tag_of
from survey_app.questionnaire.variants import variants_of
from survey_app.web.tongues import SOURCE, has_words


class Offer(Struct, frozen=True):
    """One other variant of a page: its own name in its own language, and the page's address in it."""

    variant: str
    name: str
    tag: str
    direction: Literal["ltr", "rtl"]
    href: str


def offers(questionnaire: Questionnaire, slug: str, variant: str, here: str, *, drafts: bool) -> tuple[Offer, ...]:
    """The other variants of a page, languages first, in one order everywhere.

    `here` is the last part of the page's address; empty on a start page, `?from=code` on that of a link or poster.
    """
    others = [other for other in variants_of(questionnaire, drafts=drafts) if other != variant]
    return tuple(_offer(slug, other, here, questionnaire.language) for other in sorted(others, key=_place))


def start_address(slug: str, variant: str, own: str, query: str = "") -> str:
    """Where a survey's start page is in a variant: its own language is at the short address."""
    if variant != own:
        return f"/{slug}/{variant}{query}"
    collector = query.removeprefix("?from=")
    return f"/{slug}/from/{collector}" if collector else f"/{slug}"


EASY_ENGLISH = f"{SOURCE}-{EASY_READ}"
"""The one Easy Read that the pages about the service have."""

ABOUT_VARIANTS = (*(tag for tag in LANGUAGES if has_words(tag)), EASY_ENGLISH)
"""What the pages about the service can be read in: every language in which we have words, and Easy Read."""


def about_address(name: str, variant: str) -> str:
    """Where a page about the service, `privacy`, is for readers of a variant: English is at the short address."""
    near = next((known for known in (variant, tag_of(variant)) if known in ABOUT_VARIANTS), SOURCE)
    return f"/{name}" if near == SOURCE else f"/{name}/{near}"


def about_offers(name: str, variant: str, offered: Collection[str]) -> tuple[Offer, ...]:
    """The other variants of a page about the service, of those offered."""
    others = (each for each in ABOUT_VARIANTS if each in offered and each != variant)
    return tuple(
        Offer(each, own_name_of(each), tag_of(each), language_of(each).direction, about_address(name, each))
        for each in others
    )


def _offer(slug: str, variant: str, here: str, own: str) -> Offer:
    language = language_of(variant)
    at_start = not here or here.startswith("?")
    href = start_address(slug, variant, own, here) if at_start else f"/{slug}/{variant}/{here}"
    return Offer(variant, own_name_of(variant), language.tag, language.direction, href)


def _place(variant: str) -> tuple[bool, int]:
    return is_easy_read(variant), list(LANGUAGES).index(tag_of(variant))
