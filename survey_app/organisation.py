"""The organisation whose surveys these are: its names, lists, help and colours, from one file."""

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a list that questionnaires use: a district, a directorate, an ambition."""

    code: str
    label: str
    official: str = ""
    flags: tuple[str, ...] = ()
    ambitions: tuple[str, ...] = ()
    gss: str = ""
    """Of an area, the code that the Government Statistical Service has for it."""
    tile: tuple[int, int] | None = None
    """Of an area, its column and row on a map of tiles, from 0."""


class HelpPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place that helps people get online, in words, with a telephone number where it has one."""

    name: str
    offers: str
    phone: str = ""


class Translated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The organisation's own words in another language; what is empty stays as it is."""

    short_name: str = ""
    area: str = ""
    strategy: str = ""
    help_words: str = ""
    urgent_help: str = ""
    privacy_contact: str = ""
    names: dict[str, str] = {}
    local_help: tuple[HelpPlace, ...] = ()


class Organisation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the organisation's file says. Lists are by name: `districts`, `directorates`, `ambitions`, `libraries`."""

    name: str
    short_name: str
    area: str
    service: str
    strategy: str
    help_phone: str
    help_hours: str
    help_words: str
    urgent_help: str
    privacy_contact: str
    accent: str
    names: dict[str, str] = {}
    """Other words that questionnaires may use in braces, `virtual_assistant` for one."""
    promises: dict[str, bool] = {}
    """Promises that the organisation has agreed to print; a questionnaire's text asks by name."""
    lists: dict[str, tuple[Entry, ...]]
    local_help: tuple[HelpPlace, ...] = ()
    return_address: tuple[str, ...] = ()
    """Where paper forms are sent, line by line; empty where they can only be handed in."""
    languages: dict[str, Translated] = {}
    """The same words in other languages, by their tags."""

    def said_in(self, tag: str) -> "Organisation":
        """The organisation in the words of a language, where it has them."""
        known = self.languages.get(tag)
        if known is None:
            return self
        own = {name: getattr(known, name) for name in Translated.__struct_fields__ if getattr(known, name)}
        return replace(self, **own | {"names": self.names | known.names})

    def words(self) -> dict[str, str]:
        """What `{name}` stands for in a questionnaire's text."""
        return {
            "organisation": self.name,
            "council": self.short_name,
            "area": self.area,
            "strategy": self.strategy,
            "help_phone": self.help_phone,
            "urgent_help": self.urgent_help,
            **self.names,
        }


def read_organisation(path: Path) -> Organisation:
    """Decode the organisation's file.

    Raises msgspec.ValidationError or tomllib.TOMLDecodeError, with the place, where it is not as it should be.
    """
    return msgspec.toml.decode(path.read_bytes(), type=Organisation)
