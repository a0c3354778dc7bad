"""How long a person on a bad line waits for the first page, in a real Chromium whose line is slowed."""

from collections.abc import Iterator
from statistics import median

from msgspec import Struct
from playwright.sync_api import Browser, sync_playwright

from bench.grounds import RESIDENTS, Ground
from bench.rows import Row
from tests.browser.conftest import FLAGS
from tests.missing import chromium

FIRST_PAINT = """new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries()[0].startTime))
    .observe({type: "paint", buffered: true}))"""

SIZE = "performance.getEntriesByType('navigation')[0].transferSize"


class Line(Struct, frozen=True):
    """One line: kbit/s each way, and milliseconds there and back."""

    kilobits: int
    round_trip: int
    budget: float


LINES = (Line(50, 400, 2.5), Line(400, 400, 1.2))


class Paint(Struct, frozen=True):
    """One first paint: seconds, and the bytes of the page."""

    seconds: float
    size: int


def painting_rows(ground: Ground) -> Iterator[Row]:
    """First paint on each line.

    Chromium slows requests and not connections, so one round trip is added for the connection's own.
    """
    path = chromium()
    if path is None:
        for line in LINES:
            yield Row(name=_name(line), note="not measured: Chromium is missing, get it by `make browser`")
        return
    with ground.serving(ground.empty) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for line in LINES:
            paints = [
                _paint(browser, f"http://127.0.0.1:{server.port}/{RESIDENTS}", line)
                for _ in range(ground.amounts.paints)
            ]
            yield _row(line, median(paint.seconds for paint in paints), paints[0].size)
        browser.close()


def _row(line: Line, seconds: float, size: int) -> Row:
    return Row(
        name=_name(line),
        unit="s",
        figure=seconds + line.round_trip / 1000,
        limit=2 * line.round_trip / 1000 + 8 * size / (1000 * line.kilobits),
        limit_words="two round trips and the page's bytes",
        budget=line.budget,
    )


def _name(line: Line) -> str:
    return f"first paint, {line.kilobits} kbit/s and {line.round_trip} ms"


def _paint(browser: Browser, address: str, line: Line) -> Paint:
    """Open the page in a fresh profile on that line."""
    context = browser.new_context()
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    each_way = line.kilobits * 1000 / 8
    protocol.send("Network.enable")
    protocol.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.round_trip,
            "downloadThroughput": each_way,
            "uploadThroughput": each_way,
        },
    )
    page.goto(address)
    painted = Paint(float(page.evaluate(FIRST_PAINT)) / 1000, int(page.evaluate(SIZE)))
    context.close()
    return painted
