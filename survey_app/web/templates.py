"""Templates: they escape everything, know no undefined name, and speak the reader's language."""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from survey_app.organisation import Organisation
from survey_app.questionnaire.pipes import ENDED, ISOLATED
from survey_app.web.kept_words import in_their_language
from survey_app.web.london import london_day, london_time, plain_day, plain_instant
from survey_app.web.places import folder
from survey_app.web.static import Assets
from survey_app.web.tongues import ENGLISH, Tongue


def thousands(number: float) -> str:
    """A number as people in England read it: `12,345`, `1,234.5`."""
    return f"{number:,}"


def isolated(text: str) -> str:
    """Words with whatever somebody typed among them in its own direction: the one place that makes markup of it."""
    if ISOLATED not in text:
        return text
    marked = str(escape(text)).replace(ISOLATED, '<bdi dir="auto">').replace(ENDED, "</bdi>")
    return Markup(marked)  # noqa: S704  # all of it is escaped before


def lined(text: str) -> str:
    """The same, each of its lines in an element of its own, for Easy Read, where a sentence is a line."""
    if "\n" not in text:
        return isolated(text)
    return Markup(" ").join(Markup('<span class="l">{}</span>').format(isolated(line)) for line in text.splitlines())


def _made(tongue: Tongue) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # looking whether a file changed costs as much as a small page
    )
    made.filters |= {
        "lined": lined,
        "thousands": thousands,
        "london_day": london_day,
        "london_time": london_time,
        "plain_day": plain_day,
        "plain_instant": plain_instant,
        "isolated": isolated,
    }
    made.globals |= {"_": tongue.markup, "n_": tongue.markup_counted, "say": tongue.say}
    return made


environment = _made(ENGLISH)
"""The environment of the team's pages, and of residents' pages in English."""


def furnish(organisation: Organisation, assets: Assets) -> None:
    """Give every template, and every macro in one, what all of them need. Called once, when the service starts."""
    environment.globals |= {
        "organisation": organisation,
        "asset_url": assets.url,
        "asset_text": lambda name: Markup(assets.text(name)),  # noqa: S704  # our own files, never typed text
    }
    _environment_in.cache_clear()


def render(name: str, context: Struct, tongue: Tongue = ENGLISH) -> str:
    """The HTML of a template in a language, whose `page` is the context.

    Raises jinja2.TemplateError where the template is missing or uses what it was not given.
    """
    return in_their_language(_environment_in(tongue).get_template(name).render(page=context))


@lru_cache(maxsize=32)
def _environment_in(tongue: Tongue) -> Environment:
    """One environment for each language: macros see its words without being handed them."""
    if tongue is ENGLISH:
        return environment
    made = _made(tongue)
    organisation = environment.globals["organisation"]
    if not isinstance(organisation, Organisation):
        raise TypeError("furnish() has not been called")
    made.globals |= environment.globals | {
        "organisation": organisation.said_in(tongue.language.tag),
        **{name: made.globals[name] for name in ("_", "n_", "say")},
    }
    return made
