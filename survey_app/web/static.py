"""Static files: read, named by their content and compressed when the service starts, kept by browsers for a year."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

from survey_app.web.audience import Audience
from survey_app.web.coding import Coding, Ready, coding_for, ready
from survey_app.web.scopes import AnyRequest
from survey_app.web.styles import read_style

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""The kinds of file that there may be, and the type each is sent as."""

FOREVER = "public, max-age=31536000, immutable"
"""For what has its content in its name: another content has another address."""

POLICY = "default-src 'none'"
"""Opened by itself a file may load nothing and run nothing. A page's policy is longer, and forms and frames are not in
a file: the pictures of Easy Read would be a seventh larger with it."""


class Asset(Struct, frozen=True):
    """One static file, in each coding."""

    url: str
    media_type: str
    content: Ready


class Assets(Struct, frozen=True):
    """All static files, by the name that templates use and by the name in their address."""

    named: dict[str, Asset]
    served: dict[str, Asset]

    def url(self, name: str) -> str:
        """The address of a file: `/static/resident.0a1b2c3d.css`.

        Raises KeyError when there is none of that name.
        """
        return self.named[name].url

    def text(self, name: str) -> str:
        """The text of a file, to be written into a page."""
        return self.named[name].content.identity.decode()

    def style_hash(self, name: str) -> str:
        """What a Content-Security-Policy's style-src needs for that text, alone in a style element."""
        digest = hashlib.sha256(self.named[name].content.identity).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"


def read_assets(folder: Path, accent: str) -> Assets:
    """Read the static files in a folder and in the folders in it; style sheets take the organisation's colour.

    A file's name begins with its folder's, `pictures/house.svg`. Raises ValueError naming one whose kind is not known.
    """
    files = sorted(path for path in folder.glob("**/*") if path.is_file())
    assets = {path.relative_to(folder).as_posix(): _asset(path, folder, accent) for path in files}
    return Assets(assets, {asset.url.removeprefix("/static/"): asset for asset in assets.values()})


def static_router(assets: Assets) -> Router:
    """The routes of static files. A browser asks for the icon unasked: it gets nothing, for a year."""

    @get(["/static/{name:str}", "/static/{inside:str}/{name:str}"])
    async def show_asset(request: AnyRequest, name: FromPath[str], inside: FromPath[str] = "") -> Response[bytes]:
        asset = assets.served.get(f"{inside}/{name}" if inside else name)
        if asset is None:
            raise NotFoundException
        coding = coding_for(request.scope["headers"])
        headers = {
            "content-type": asset.media_type,
            "cache-control": FOREVER,
            "vary": "Accept-Encoding",
            "content-security-policy": POLICY,
        }
        if coding is not Coding.IDENTITY:
            headers["content-encoding"] = coding.value
        return Response(asset.content.body(coding), headers=headers)

    @get("/favicon.ico", status_code=204)
    async def show_icon() -> Response[None]:
        return Response(None, status_code=204, headers={"cache-control": FOREVER})

    return Router("/", route_handlers=[show_asset, show_icon], opt={"audience": Audience.PUBLIC})


def _asset(path: Path, folder: Path, accent: str) -> Asset:
    name = path.relative_to(folder)
    if path.suffix not in TYPES:
        raise ValueError(f"static/{name.as_posix()} is of a kind that is not served. Use one of {', '.join(TYPES)}.")
    content = read_style(path.parent, path.name, accent).encode() if path.suffix == ".css" else path.read_bytes()
    mark = hashlib.sha256(content).hexdigest()[:8]
    url = f"/static/{name.with_name(f'{path.stem}.{mark}{path.suffix}').as_posix()}"
    return Asset(url, TYPES[path.suffix], _ready(content))


@lru_cache(maxsize=64)  # the files of one folder: compressing them takes longer than all else of an application's start
def _ready(content: bytes) -> Ready:
    return ready(content)
