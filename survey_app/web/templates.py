"""Templates: one environment that escapes everything and knows no undefined name."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from survey_app.organisation import Organisation
from survey_app.web.london import london_day, london_time, plain_day, plain_instant
from survey_app.web.places import folder
from survey_app.web.static import Assets


def thousands(number: float) -> str:
    """A number as people in England read it: `12,345`, `1,234.5`."""
    return f"{number:,}"


environment = Environment(
    loader=FileSystemLoader(folder("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # looking whether a file changed costs as much as a small page
)
environment.filters |= {
    "thousands": thousands,
    "london_day": london_day,
    "london_time": london_time,
    "plain_day": plain_day,
    "plain_instant": plain_instant,
}


def furnish(organisation: Organisation, assets: Assets) -> None:
    """Give every template, and every macro in one, what all of them need. Called once, when the service starts."""
    environment.globals |= {
        "organisation": organisation,
        "asset_url": assets.url,
        "asset_text": lambda name: Markup(assets.text(name)),  # noqa: S704  # our own files, never typed text
    }


def render(name: str, context: Struct) -> str:
    """The HTML of a template, whose `page` is the context.

    Raises jinja2.TemplateError where the template is missing or uses what it was not given.
    """
    return environment.get_template(name).render(page=context)
