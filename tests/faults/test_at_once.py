"""Presses at the same instant: fifty sends are one response, and a page saved while another tab sends is not lost."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.people import CHECK, HAPPENED, PATIENCE, START, THANKS, WHO, Journey, Person, Reply
from tests.faults.reckoning import Reckoning, reckoned
from tests.serving import Served

pytestmark = pytest.mark.fault

Press = Callable[[Person], Reply]


def at_once(served: Served, presses: list[Press]) -> list[Reply]:
    """Each press by a browser of its own, all at the same instant."""
    barrier = threading.Barrier(len(presses))

    def press(each: Press) -> Reply:
        person = Person(served.port)
        person.ask("GET", "/health")  # so that the connection is there
        barrier.wait(PATIENCE)
        return each(person)

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def answered(served: Served) -> tuple[Journey, str]:
    """Somebody who has answered everything and not sent yet, and the mark of their forms."""
    person, journey = Person(served.port), Journey()
    journey.cookie = person.ask("POST", START, {"on": "own", "from": "open"}).cookie
    found = re.search(r'name="m" value="(\w+)"', person.ask("GET", WHO, {}, journey.cookie).page)
    assert found is not None
    journey.kept = {"F1": "staff", "F2": "doing", "F3": journey.canary}
    for path, leads_to in ((WHO, HAPPENED), (HAPPENED, CHECK)):
        fields = {name: journey.kept[name] for name in (["F1"] if path == WHO else ["F2", "F3"])}
        assert person.ask("POST", path, {**fields, "m": found[1]}, journey.cookie).leads_to == leads_to
    return journey, found[1]


def reckoning(served: Served, folder: Path, journeys: list[Journey]) -> Reckoning:
    """What was acknowledged against what is stored, once the service has stopped."""
    served.stop()
    return reckoned(served.database, folder / "keys", journeys)


def test_fifty_sends_of_one_person_are_one_response_and_one_reply(freshly_served: Served, tmp_path: Path) -> None:
    journey, mark = answered(freshly_served)
    replies = at_once(freshly_served, [lambda person: person.ask("POST", CHECK, {"m": mark}, journey.cookie)] * 50)
    assert Counter((reply.status, reply.leads_to) for reply in replies) == {(303, THANKS): 50}
    journey.sending = journey.sent = True
    assert reckoning(freshly_served, tmp_path, [journey]).wrongs == ()


def test_a_page_saved_while_another_tab_sends_is_in_what_was_sent_or_was_not_acknowledged(
    freshly_served: Served, tmp_path: Path
) -> None:
    journeys, outcomes = [], Counter[str]()
    for _ in range(25):
        journey, mark = answered(freshly_served)
        again = {"F2": "finding", "F3": f"{journey.canary} again"}

        def save(person: Person, fields: dict[str, str] = {**again, "m": mark}, journey: Journey = journey) -> Reply:  # noqa: B006  # it is only read
            return person.ask("POST", HAPPENED, fields, journey.cookie)

        def send(person: Person, mark: str = mark, journey: Journey = journey) -> Reply:
            return person.ask("POST", CHECK, {"m": mark}, journey.cookie)

        saved, sent = at_once(freshly_served, [save, send])
        assert sent.leads_to == THANKS
        journey.sending = journey.sent = True
        outcomes[saved.leads_to] += 1
        if saved.leads_to == CHECK:
            journey.kept |= again
        journeys.append(journey)
    assert set(outcomes) <= {CHECK, "/feedback/en/sent"}
    assert reckoning(freshly_served, tmp_path, journeys).wrongs == ()
