"""The reckoning after a fault: what people were told is safe against what the database holds."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from survey_app.database import Database
from survey_app.respond.tokens import draft_key, receipt_code, receipt_hash, unseal
from survey_app.settings import Keys, read_keys
from survey_app.tables.respond import draft, receipt, response
from tests.faults.people import Journey


class Holding(Struct, frozen=True):
    """What the database holds: fields of drafts by key, answers of responses by id, response ids by receipt."""

    drafts: dict[bytes, dict[str, list[str]]]
    responses: dict[int, dict[str, object]]
    receipts: dict[bytes, int]


class Reckoning(Struct, frozen=True):
    """What was acknowledged; what of it is wrong in the database, and replies that nobody should get, one line each."""

    pages: int
    sends: int
    wrongs: tuple[str, ...]
    strange: tuple[str, ...]


def reckoned(address: str, keys_file: Path, journeys: Sequence[Journey]) -> Reckoning:
    """Compare each journey with the database of a service that has stopped."""
    database = Database(address)
    holding = database.read_blocking(_holding)
    database.close_blocking()
    keys = read_keys(keys_file)
    begun = [journey for journey in journeys if journey.begun]
    wrongs = [wrong for journey in begun for wrong in _wrongs(journey, holding, keys)]
    canaries = Counter(str(answers.get("F3")) for answers in holding.responses.values())
    wrongs += [f"{canary} is there {count} times" for canary, count in canaries.items() if count > 1]
    if sorted(holding.receipts.values()) != sorted(holding.responses):
        wrongs.append(f"{len(holding.receipts)} receipts, {len(holding.responses)} responses")
    pages = sum(1 + len({"F1", "F2"} & set(journey.kept)) for journey in begun)
    strange = tuple(each for journey in journeys for each in journey.strange)
    return Reckoning(pages, sum(journey.sent for journey in begun), tuple(wrongs), strange)


def _wrongs(journey: Journey, holding: Holding, keys: Keys) -> list[str]:
    held = unseal(keys, journey.cookie, 0)
    assert held is not None
    stored = holding.drafts.get(draft_key(keys, held.token))
    response_id = holding.receipts.get(receipt_hash(keys, receipt_code(keys, held.token)))
    answers = None if response_id is None else holding.responses.get(response_id)
    wrongs = []
    if stored is None and answers is None:
        return [f"{journey.canary}: lost"]
    if stored is not None and answers is not None:
        wrongs.append(f"{journey.canary}: both under way and sent")
    if journey.sent and answers is None:
        wrongs.append(f"{journey.canary}: sent, and not there")
    if answers is not None and not journey.sending:
        wrongs.append(f"{journey.canary}: there, and never sent")
    there: dict[str, object] = answers or {name: values[0] for name, values in (stored or {}).items()}
    missing = {name: value for name, value in journey.kept.items() if there.get(name) != value}
    return [*wrongs, *(f"{journey.canary}: {name} is {there.get(name)!r}" for name in missing)]


def _holding(connection: Connection) -> Holding:
    drafts = connection.execute(select(draft.c.key, draft.c.content)).all()
    responses = connection.execute(select(response.c.id, response.c.answers)).all()
    receipts = connection.execute(select(receipt.c.code_hash, receipt.c.response_id)).all()
    return Holding(
        {bytes(row.key): json.loads(row.content).get("f", {}) for row in drafts},
        {row.id: json.loads(row.answers) for row in responses},
        {bytes(row.code_hash): row.response_id for row in receipts},
    )
