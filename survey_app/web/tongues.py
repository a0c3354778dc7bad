"""Saying things in a person's language: catalogues of translated words, by gettext."""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from markupsafe import Markup

from survey_app.questionnaire.languages import LANGUAGES, Language, language_of
from survey_app.questionnaire.phrases import Phrase, Said
from survey_app.web.places import folder

SOURCE = "en"
"""The language in which words are written in the code; it has no catalogue."""

REVIEWED = "reviewed by "
"""How the `Last-Translator` of a catalogue begins once a native reader has reviewed it."""


class Tongue:
    """One language with its catalogue. Words that the catalogue lacks are said in English."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    @property
    def reviewed(self) -> bool:
        """Whether a native reader has reviewed the catalogue: its header then says so, with their role."""
        return self.language.tag == SOURCE or self._catalogue.info().get("last-translator", "").startswith(REVIEWED)

    def say(self, said: Said) -> str:
        """The words of a phrase; those that are in the person's language already stay as they are."""
        if isinstance(said, str):
            return said
        return self._translated(said).format(**{name: self._shown(value) for name, value in said.values})

    def markup(self, source: str, /, **values: object) -> Markup:
        """The same for templates: the words may have markup, which is ours or a translator's; values are escaped."""
        shown = {
            name: self._shown(value) if isinstance(value, int | Phrase) else value for name, value in values.items()
        }
        return Markup(self._catalogue.gettext(source)).format(**shown)  # noqa: S704  # catalogues are our own files

    def markup_counted(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        """The same about a number, which stands in the words as `{n}`."""
        return Markup(self._catalogue.ngettext(one, many, n)).format(n=self.number(n), **values)  # noqa: S704  # catalogues are our own files

    def number(self, number: int) -> str:
        """A whole number with the language's own mark between thousands, in the digits 0 to 9."""
        return f"{number:,}".replace(",", self.language.thousands)

    def _translated(self, said: Phrase) -> str:
        if not said.plural:
            return self._catalogue.gettext(said.source)
        number = dict(said.values)["n"]
        return self._catalogue.ngettext(said.source, said.plural, number if isinstance(number, int) else 0)

    def _shown(self, value: Said | int) -> str:
        return self.number(value) if isinstance(value, int) else self.say(value)


ENGLISH = Tongue(LANGUAGES[SOURCE], NullTranslations())


def has_words(tag: str) -> bool:
    """Whether we have words of our own in a language: its catalogue, or the English of the code."""
    return tag == SOURCE or (folder("survey_app/web/languages") / f"{tag}.mo").exists()


@lru_cache(maxsize=32)
def tongue_in(tag: str) -> Tongue:
    """The tongue of a language by its tag; read once. A language without a catalogue is said in English words."""
    if tag == SOURCE:
        return ENGLISH
    catalogue = folder("survey_app/web/languages") / f"{tag}.mo"
    if not catalogue.exists():
        return Tongue(LANGUAGES[tag], NullTranslations())
    with catalogue.open("rb") as compiled:
        return Tongue(LANGUAGES[tag], GNUTranslations(compiled))


def tongue_at(path: str) -> Tongue:
    """The tongue that an address names: a survey's pages have their variant after its name. English elsewhere."""
    variant = path.split("/", 3)[2] if path.count("/") > 1 else ""
    try:
        return tongue_of(variant)
    except KeyError:
        return ENGLISH


def tongue_of(variant: str) -> Tongue:
    """The tongue of a variant. Raises KeyError where its language is not among ours."""
    return tongue_in(language_of(variant).tag)
