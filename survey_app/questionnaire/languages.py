"""The languages that wordings may be in: what each calls itself, and which way it is written."""

from typing import Literal

from msgspec import Struct

EASY_READ = "easyread"
"""What follows the language in the name of an Easy Read variant: `en-easyread`."""


class Language(Struct, frozen=True):
    """One language by its BCP 47 tag, in its own name and in English."""

    tag: str
    own_name: str
    english_name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    thousands: str = ","
    """What stands between the thousands of a number."""


LANGUAGES = {
    language.tag: language
    for language in (
        Language("en", "English", "English"),
        Language("pl", "polski", "Polish", thousands="\N{NO-BREAK SPACE}"),
        Language("ur", "اردو", "Urdu", "rtl"),
        Language("pa", "ਪੰਜਾਬੀ", "Punjabi (Gurmukhi)"),
        Language("pnb", "پنجابی", "Punjabi (Shahmukhi)", "rtl"),
        Language("ro", "română", "Romanian", thousands="."),
        Language("gu", "ગુજરાતી", "Gujarati"),
    )
}
"""Punjabi is two: who reads one of its scripts often cannot read the other (interaction contract, 22)."""


def language_of(variant: str) -> Language:
    """The language of a variant. Raises KeyError where it is not among ours."""
    return LANGUAGES[tag_of(variant)]


def tag_of(variant: str) -> str:
    """The tag of a variant's language, whether or not it is among ours."""
    return variant.removesuffix(f"-{EASY_READ}")


def own_name_of(variant: str) -> str:
    """A variant as it is called by those who read it: `polski`; Easy Read by that name, in English alone by it."""
    name = LANGUAGES[tag_of(variant)].own_name
    return name if not is_easy_read(variant) else "Easy Read" if tag_of(variant) == "en" else f"{name}: Easy Read"


def english_name_of(variant: str) -> str:
    """A variant as the team calls it: `Polish`, `Easy Read`; its tag where its language is not among ours."""
    language = LANGUAGES.get(tag_of(variant))
    name = tag_of(variant) if language is None else language.english_name
    return name if not is_easy_read(variant) else "Easy Read" if tag_of(variant) == "en" else f"{name}, Easy Read"


def is_easy_read(variant: str) -> bool:
    """Whether a variant is Easy Read."""
    return variant.endswith(f"-{EASY_READ}")
