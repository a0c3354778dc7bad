"""The JSON Schema by which an editor completes and checks a questionnaire's file while it is written."""

import msgspec

from survey_app.questionnaire.definition import Questionnaire


def schema() -> bytes:
    """The schema as JSON, two spaces deep, the same bytes each time."""
    described = msgspec.json.schema(Questionnaire)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A questionnaire"}
    return msgspec.json.format(msgspec.json.encode(dialect | described, order="deterministic"), indent=2) + b"\n"
