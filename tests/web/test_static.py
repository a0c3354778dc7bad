"""Static files: named by their content, sent as they were read, kept for ever."""

import base64
import gzip
import hashlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from litestar import Litestar

from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.static import Assets, read_assets, static_router
from survey_app.web.styles import read_style
from tests.web.asgi import answered, scope_of

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def app(assets: Assets) -> Litestar:
    """An application that serves nothing but static files."""
    return Litestar(
        [static_router(assets)], exception_handlers=EXCEPTION_HANDLERS, logging_config=None, openapi_config=None
    )


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


async def test_a_file_is_kept_for_ever_under_the_name_of_its_content(app: Litestar, assets: Assets) -> None:
    url = assets.url("resident.css")
    answer = await answered(app, scope_of(path=url))
    assert answer.status == 200
    assert answer.body.decode() == assets.text("resident.css")
    assert answer.header("content-type") == "text/css; charset=utf-8"
    assert answer.header("cache-control") == FOREVER
    assert answer.header("vary") == "Accept-Encoding"
    assert answer.header("content-encoding") is None
    assert url == f"/static/resident.{hashlib.sha256(answer.body).hexdigest()[:8]}.css"


async def test_a_file_comes_compressed(app: Litestar, assets: Assets) -> None:
    for accepted, decompress in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = await answered(app, scope_of(path=assets.url("resident.css"), headers={"accept-encoding": accepted}))
        assert answer.header("content-encoding") == accepted
        assert decompress(answer.body).decode() == assets.text("resident.css")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/resident.css",
        "/static/resident.00000000.css",
        "/static/..",
        "/static/../pyproject.toml",
        "/static/pictures",
        "/static/pictures/house.svg",
        "/static/pictures/x/y",
    ],
)
async def test_any_other_name_is_not_found(app: Litestar, path: str) -> None:
    assert (await answered(app, scope_of(path=path))).status == 404


async def test_the_icon_that_browsers_ask_for_unasked_is_nothing_and_kept(app: Litestar) -> None:
    answer = await answered(app, scope_of(path="/favicon.ico"))
    assert (answer.status, answer.body, answer.header("cache-control")) == (204, b"", FOREVER)


def test_another_content_has_another_address(tmp_path: Path) -> None:
    first = read_assets(written(tmp_path, a_css="p{color:red}"), "#000").url("a.css")
    second = read_assets(written(tmp_path, a_css="p{color:tan}"), "#000").url("a.css")
    assert first != second
    assert read_assets(tmp_path, "#000").url("a.css") == second


def test_the_style_hash_is_of_what_is_written_into_the_page(assets: Assets) -> None:
    digest = hashlib.sha256(assets.text("start.css").encode()).digest()
    assert assets.style_hash("start.css") == f"'sha256-{base64.b64encode(digest).decode()}'"


def test_a_file_of_an_unknown_kind_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.exe"):
        read_assets(written(tmp_path, a_exe=""), "#000")


def test_a_style_sheet_takes_its_imports_and_the_organisations_colour(tmp_path: Path) -> None:
    written(tmp_path, a_css='@import "b.css";\na { color: ACCENT; }\n', b_css="/* b */\nb {\n  margin: 0 1px;\n}\n")
    assert read_style(tmp_path, "a.css", "#005a70") == "b{margin:0 1px}a{color:#005a70}"


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("a, b > c { }", "a,b > c{}"),
        ("nav :hover{x:y}", "nav :hover{x:y}"),
        ("a{width:calc(1px + 2px);}", "a{width:calc(1px + 2px)}"),
        ("a{b:c;;}", "a{b:c;}"),
        ("@media (min-width: 40em) {\n a{b:c}\n}\n", "@media (min-width:40em){a{b:c}}"),
        ('a::before{content:" ; /* } "}', 'a::before{content:" ; /* } "}'),
        ("a{/* { */b:c}", "a{b:c}"),
    ],
)
def test_spare_spaces_and_comments_go_and_nothing_else(tmp_path: Path, source: str, sent: str) -> None:
    assert read_style(written(tmp_path, a_css=source), "a.css", "") == sent


def test_a_style_sheet_that_could_end_its_element_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.css"):
        read_style(written(tmp_path, a_css='a::before{content:"</style><script>"}'), "a.css", "")


def test_no_style_sheet_of_ours_loads_anything_or_waits_for_a_colour(assets: Assets) -> None:
    for name in assets.named:
        if name.endswith(".css"):
            text = assets.text(name)
            assert "@import" not in text
            assert "url(" not in text
            assert "ACCENT" not in text
