"""What every handler is given: the parts of the running service."""

from collections.abc import Callable

from msgspec import Struct

from survey_app.database import Database
from survey_app.organisation import Organisation
from survey_app.settings import Keys, Settings
from survey_app.web.turns import PATIENCE, Patience
from survey_app.writer import Writer


class Service(Struct, frozen=True, kw_only=True):
    """The parts of one running service. `clock` gives UTC seconds since 1970, so that tests can set the time, and
    `patience` is how a request waits."""

    settings: Settings
    keys: Keys
    organisation: Organisation
    database: Database
    writer: Writer
    clock: Callable[[], float]
    patience: Patience = PATIENCE

    def now(self) -> int:
        """This instant in whole UTC seconds since 1970."""
        return int(self.clock())
