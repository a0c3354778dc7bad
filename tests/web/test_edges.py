"""The edges, over a real server: whatever comes in, a plain page with the right status goes out, and nothing hangs."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from survey_app.web.bodies import POURED_AWAY
from survey_app.web.forms import BODY_BYTES
from tests.web.edge_app import CHUNK
from tests.web.fuzz import odd_requests
from tests.web.test_headers import BODYLESS, RESIDENT, TEAM
from tests.web.wire import PATIENCE, Reply, Wire, read_to_end, running

FORM = "Content-Type: application/x-www-form-urlencoded"
SAME = "Sec-Fetch-Site: same-origin"

SERVERS = {"date"}
"""What the server itself adds to each reply."""


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    """The wrapped application on a real server, which gives a body 0.2 seconds."""
    with running("served", tmp_path_factory.mktemp("edges")) as server:
        yield server


def is_plain_page(reply: Reply, status: int) -> bool:
    """Whether a reply is one of our own pages with that status and the headers of a resident's page."""
    ours = {name: reply.headers.get(name) for name in RESIDENT}
    return reply.status == status and b"<h1>" in reply.body and ours == RESIDENT


def post_head(wire: Wire, *headers: str) -> bytes:
    """The head of a post to the start page."""
    return "\r\n".join(["POST / HTTP/1.1", f"Host: {wire.host}", FORM, *headers, "", ""]).encode()


HUNG = 999
"""For a request that was neither answered nor closed."""


def odd_statuses(server: Wire, patience: float = PATIENCE) -> Counter[int]:
    """How often each status came back to the same 500 odd requests; the page that always crashes is left out."""
    statuses: Counter[int] = Counter()
    for request in odd_requests(server.host.encode(), 500, seed=20):
        if b"/crash" not in request:
            try:
                statuses[server.send(request, patience).status] += 1
            except TimeoutError:
                statuses[HUNG] += 1
    return statuses


def test_a_page_has_these_headers_and_no_others(wire: Wire) -> None:
    reply = wire.ask("GET /", "Accept-Encoding: br")
    assert reply.status == 200
    assert {name: value for name, value in reply.headers.items() if name not in SERVERS} == {
        **RESIDENT,
        "cache-control": "private, no-cache",
        "content-type": "text/html;charset=utf-8",
        "content-encoding": "br",
        "content-length": str(len(reply.body)),
        "connection": "close",
    }


def test_a_redirection_has_these_headers_and_no_others(wire: Wire) -> None:
    reply = wire.ask("POST /", FORM, SAME, body=b"a=1&b=2")
    assert (reply.status, reply.body) == (303, b"")
    assert {name: value for name, value in reply.headers.items() if name not in SERVERS} == {
        **BODYLESS,
        "location": "/taken/2",
        "content-length": "0",
        "connection": "close",
    }


def test_a_page_of_the_teams_has_the_teams_policy(wire: Wire) -> None:
    reply = wire.ask("GET /team")
    assert {name: reply.headers.get(name) for name in TEAM} == TEAM


def test_a_head_has_the_length_of_the_page_and_no_body(wire: Wire) -> None:
    got, head = wire.ask("GET /"), wire.ask("HEAD /")
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize(
    ("line", "headers", "status"),
    [
        ("GET /nowhere", (), 404),
        ("GET //nowhere", (), 404),
        ("GET /%ff", (), 404),
        ("GET /a%00b", (), 404),
        ("GET /?a=%00", (), 400),
        ("GET /?" + "a" * 3000, (), 414),
        ("GET /" + "a" * 3000, (), 414),
        ("PUT /", (), 405),
        ("OPTIONS /", (), 405),
        ("TRACE /", (), 405),
        ("GET /", ("Host: evil.test",), 421),
        ("GET /", ("Host: localhost",), 421),
        ("GET /", ("Host: {host}", "Host: {host}"), 400),
        ("GET /", ("X: " + "y" * 20000,), 431),
        ("POST /", (FORM, "Sec-Fetch-Site: cross-site"), 403),
        ("POST /", (FORM, "Origin: http://evil.test"), 403),
        ("POST /", (FORM, "Origin: null"), 403),
        ("POST /residents/3", (FORM, SAME), 405),
        ("POST /full", (FORM, SAME), 503),
        ("POST /crash", (FORM, SAME), 500),
    ],
)
def test_what_is_refused_gets_a_plain_page_with_its_status(
    wire: Wire, line: str, headers: tuple[str, ...], status: int
) -> None:
    reply = wire.ask(line, *[header.replace("{host}", wire.host) for header in headers])
    assert is_plain_page(reply, status), reply


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"a=%ff", FORM, 400),
        (b"a=\xff", FORM, 400),
        (b"a=%00", FORM, 400),
        (b"a=%zz", FORM, 400),
        (b"&" * 500, FORM, 413),
        (b"{}", "Content-Type: application/json", 415),
        (b"--x--", "Content-Type: multipart/form-data; boundary=x", 415),
        (b"a=1", "Content-Type: \xff", 415),
    ],
)
def test_a_form_that_is_none_of_ours_gets_a_plain_page(wire: Wire, body: bytes, content_type: str, status: int) -> None:
    assert is_plain_page(wire.ask("POST /", content_type, SAME, body=body), status)


def test_an_old_engine_may_answer_a_survey_and_not_use_the_teams_pages(wire: Wire) -> None:
    assert wire.ask("POST /", FORM, body=b"a=1").status == 303
    assert wire.ask("POST /team", FORM, body=b"a=1").status == 403
    assert wire.ask("POST /team", FORM, SAME, body=b"a=1").status == 303
    assert wire.ask("POST /team", FORM, f"Origin: http://{wire.host}", body=b"a=1").status == 303


@pytest.mark.parametrize("size", [BODY_BYTES + 1, 200_000, POURED_AWAY])
def test_who_pastes_too_much_is_told_so_and_not_cut_off(wire: Wire, size: int) -> None:
    reply = wire.ask("POST /", FORM, SAME, body=b"a" * size)
    assert is_plain_page(reply, 413)
    assert b"Shorten what you typed" in reply.body


def test_ten_megabytes_are_refused_without_being_read(wire: Wire) -> None:
    reply = wire.send(post_head(wire, "Content-Length: 10000000", "Connection: close"))
    assert is_plain_page(reply, 413)


@pytest.mark.parametrize("length", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
def test_a_body_that_stalls_is_refused_while_others_are_answered(wire: Wire, length: str) -> None:
    first = b"3\r\na=1\r\n" if "chunked" in length else b"a=1"
    stalled = [wire.stalled(post_head(wire, length) + first) for _ in range(100)]
    honest = [wire.ask("GET /").status for _ in range(20)]
    replies = [read_to_end(connection) for connection in stalled]
    for connection in stalled:
        connection.close()
    assert set(honest) == {200}
    assert all(is_plain_page(reply, 408) for reply in replies), Counter(reply.status for reply in replies)


def test_a_body_in_chunks_is_read_and_a_broken_one_refused(wire: Wire) -> None:
    head = post_head(wire, "Transfer-Encoding: chunked", "Connection: close")
    assert wire.send(head + b"4\r\na=1&\r\n3\r\nb=2\r\n0\r\n\r\n").headers["location"] == "/taken/2"
    assert is_plain_page(wire.send(head + b"zz\r\n"), 400)
    assert is_plain_page(wire.send(head + b"10000\r\n" + b"a" * 0x10000 + b"\r\n1\r\na\r\n0\r\n\r\n"), 413)


def test_a_client_that_leaves_in_the_middle_leaves_no_traceback(wire: Wire) -> None:
    before = wire.log()
    for _ in range(20):
        wire.stalled(post_head(wire, "Content-Length: 1000") + b"a=1").close()
    assert wire.ask("GET /").status == 200
    since = wire.log().removeprefix(before).splitlines()
    assert all(json.loads(line)["status"] < 500 for line in since)


def test_a_download_stops_when_its_reader_leaves(wire: Wire) -> None:
    connection = wire.stalled(f"GET /team/surveys/1000000/answers HTTP/1.1\r\nHost: {wire.host}\r\n\r\n".encode())
    received = b""
    while CHUNK not in received:
        received += connection.recv(65536)
    connection.close()
    assert wire.logged("the stream was given up")


def test_a_download_whose_head_alone_is_asked_for_is_never_made(wire: Wire) -> None:
    reply = wire.ask("HEAD /team/surveys/1000000000/answers")
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["content-disposition"] == 'attachment; filename="answers.csv"'


def test_a_download_that_fails_half_way_is_seen_to_be_half(wire: Wire) -> None:
    whole = wire.ask("GET /team/surveys/3/answers")
    assert whole.body.count(CHUNK) == 3
    assert whole.body.endswith(b"0\r\n\r\n")
    half = wire.ask("GET /team/breaks")
    assert CHUNK in half.body
    assert not half.body.endswith(b"0\r\n\r\n")


def test_odd_requests_of_every_sort_never_meet_a_fault_of_ours(wire: Wire) -> None:
    statuses = odd_statuses(wire)
    assert not [status for status in statuses if status >= 500], statuses
    assert {200, 303, 400, 403, 404, 405, 413, 414, 415, 421} <= set(statuses), statuses
    assert wire.ask("GET /").status == 200


@pytest.mark.fault
def test_without_what_is_around_it_the_same_requests_crash_it_and_hang(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The negative control."""
    with running("bare", tmp_path_factory.mktemp("bare")) as bare:
        statuses = odd_statuses(bare, patience=0.3)
    assert {500, HUNG} <= set(statuses), statuses


def test_the_log_has_a_line_for_each_reply_and_not_a_word_of_anybodys(wire: Wire) -> None:
    canaries = [
        "canary-in-a-path",
        "canary-in-a-query",
        "canary-in-a-cookie",
        "canary-in-an-answer",
        "canary-in-a-stream",
    ]
    wire.ask("GET /canary-in-a-path/7?a=canary-in-a-query", "Cookie: draft=canary-in-a-cookie")
    wire.ask("POST /", FORM, SAME, body=b"R13=canary-in-an-answer")
    wire.ask("POST /crash", FORM, SAME, body=b"answer=canary-in-an-answer")
    wire.ask("GET /team/breaks?a=canary-in-a-query")
    wire.ask("GET /static/canary-in-a-path")
    log = wire.log()
    assert "builtins.LookupError" in log
    assert not [canary for canary in canaries if canary in log]
    assert "127.0.0.1" not in log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {tuple(line) for line in lines if line["area"] == "residents"} == {("minute", "area", "status", "ms")}
    assert {line["area"] for line in lines} >= {"residents", "team", "static", "other"}
