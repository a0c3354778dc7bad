"""Where the small questionnaire of each kind is."""

from pathlib import Path
from typing import get_args

from survey_app.questionnaire.definition import Asked

FOLDER = Path(__file__).parent

KINDS = tuple(str(kind.__struct_config__.tag) for kind in get_args(Asked))
"""Every kind: one without a questionnaire fails."""


def kind_file(kind: str) -> Path:
    """The questionnaire of a kind."""
    return FOLDER / kind / "questionnaire.toml"
