"""What the tests of this room share: templates that know an organisation."""

import pytest

from survey_app.web.places import folder
from survey_app.web.static import Assets, read_assets
from survey_app.web.templates import furnish
from tests.team.council import ORGANISATION


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The real static files."""
    return read_assets(folder("static"), ORGANISATION.accent)


@pytest.fixture(autouse=True)
def _furnished(assets: Assets) -> None:
    """Templates are furnished anew each time: other rooms' tests furnish them too."""
    furnish(ORGANISATION, assets)
